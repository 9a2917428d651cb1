#!/usr/bin/env bash
# Every call of the verifier, with the real provider's sessions and tokens.
# fast
. "$(dirname "$0")/../tools/part.sh"
node_tests tests/api/*.test.mjs

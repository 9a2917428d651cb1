#!/usr/bin/env bash
# The demo's OpenID provider alone.
# fast
. "$(dirname "$0")/../tools/part.sh"
node_tests tests/provider/*.test.mjs

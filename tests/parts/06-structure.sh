#!/usr/bin/env bash
# Who includes whom, where rules may stand, what lockfiles say; what is turned in the core, and nothing else.
# fast
. "$(dirname "$0")/../tools/part.sh"
node_tests tests/structure/*.test.mjs tests/mutate/*.test.mjs

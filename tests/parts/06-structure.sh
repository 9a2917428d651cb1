#!/usr/bin/env bash
# Who includes whom, where rules may stand, what lockfiles say.
# fast
. "$(dirname "$0")/../tools/part.sh"
node_tests tests/structure/*.test.mjs

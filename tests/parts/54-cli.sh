#!/usr/bin/env bash
# The command line: lint for people and for programs, and between two versions.
# fast
. "$(dirname "$0")/../tools/part.sh"
node_tests tests/cli/*.test.mjs

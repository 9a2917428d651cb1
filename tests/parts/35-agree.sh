#!/usr/bin/env bash
# The same answers, byte for byte, natively, under Node and in Chromium: vectors and docs/EVALUATE.md.
# fast
. "$(dirname "$0")/../tools/part.sh"
node_tests tests/agree/*.test.mjs

#!/usr/bin/env bash
# What the page sends, when, and what it shows meanwhile, without a browser; what a banner waits for.
# fast
. "$(dirname "$0")/../tools/part.sh"
node_tests tests/web/*.test.mjs

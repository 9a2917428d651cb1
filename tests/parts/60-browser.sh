#!/usr/bin/env bash
# What a person does: signs in, moves a slider, reloads; and a back end's question sees it at once.
. "$(dirname "$0")/../tools/part.sh"
node_tests tests/browser/*.test.mjs

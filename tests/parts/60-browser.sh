#!/usr/bin/env bash
# A person signs in, moves a slider, reloads, and a back end sees it at once; a stranger is asked about cookies.
. "$(dirname "$0")/../tools/part.sh"
node_tests tests/browser/*.test.mjs

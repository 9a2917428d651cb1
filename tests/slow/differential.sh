#!/usr/bin/env bash
# The same inputs to the native core and to the module, for as long as you like: goes on with the seeds
# after those of tests/agree/inputs.json, which says what all runs came to. It may be stopped at any time.
#
#   tests/slow/differential.sh [--count N] [--lanes N]
#
# Stops at the first difference, and prints the fewest lines that show it.
set -eu -o pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/part.sh"
configure "$build"
cmake --build "$build" --target samtycke samtycke_wasm
node --no-warnings tests/agree/differential.mjs --count 50000000 "$@" --kept tests/agree/inputs.json

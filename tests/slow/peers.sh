#!/usr/bin/env bash
# The peers' benchmark: Cedar, casbin, a plain Map and the core, all in Node, about the same questions.
# Installs the peers as tests/bench/peers/package-lock.json pins them; fails when answers differ or a
# bar is missed. Its figures stand in docs/PERFORMANCE.md.
#
#   tests/slow/peers.sh [SUBJECTS] [ROUNDS]
set -eu -o pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/part.sh"

install_modules "$root/tests/bench/peers"
configure "$build"
cmake --build "$build" --target index_bench batch_bench samtycke_wasm
catalogue=$(mktemp)
trap 'rm -f "$catalogue"' EXIT
jq -f core/catalogue/demo.jq core/catalogue/telecom-se.json >"$catalogue"

# Before the others, as far as this machine lets us: what disturbs it is not measured.
first=()
if nice -n -5 true 2>/dev/null; then first=(nice -n -5); fi
failed=0
"${first[@]}" node --no-warnings tests/bench/batch.mjs "$catalogue" "${1:-1000000}" || failed=$((failed + 1))
"${first[@]}" node --no-warnings tests/bench/peers/run.mjs "$catalogue" "${1:-1000000}" "${2:-5}" || failed=$((failed + 1))
printf '%d passed, %d failed\n' $((2 - failed)) $failed
[ $failed = 0 ]

#!/usr/bin/env bash
# How long one core takes to verify a log of a million events, without the receipts' signatures and with
# them. Fills the database first (about 3 GB), by the code that serves; EVENTS and FOLDER may be given.
. "$(dirname "$0")/../tools/part.sh"
events=${1:-1000000}
folder=${2:-$(mktemp -d)}
[ -e "$folder/log.vkey" ] || "$build/tests/verify/log_fill" "$folder" "$events" 48
measured() {
  local begin seconds
  begin=$(date +%s.%N)
  taskset -c 0 /usr/bin/env time -f '%U s user, %S s system, %M KiB at most' \
    "$build/samtycke" verify log "$folder/samtycke.db" --language en --log-key "$folder/log.vkey" "${@:2}"
  seconds=$(awk -v b="$begin" -v e="$(date +%s.%N)" 'BEGIN { print e - b }')
  printf '%s: %s s, %.0f events a second\n' "$1" "$seconds" "$(awk -v s="$seconds" -v n="$events" 'BEGIN { print n / s }')"
}
measured 'without the receipts’ signatures'
measured 'with them' --keys "$folder/jwks.json"

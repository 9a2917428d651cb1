#!/usr/bin/env bash
# Fuzzes each reader of bytes from outside (tests/fuzz), and goes on where it stopped before: what
# was found is kept in tests/fuzz/corpus, how many minutes of a processor each had in
# tests/fuzz/minutes.json (of a processor: beside other work the clock runs on without it).
#
#   tests/slow/fuzz.sh [--seconds N] [--forget] [TARGET…]
#
# --forget keeps nothing: for ./check, whose clone is to stay as it is. Each fuzzer also starts from
# the vectors (tests/fuzz/seeds.mjs).
set -eu -o pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/part.sh"
seconds=60
forget=no
targets=()
while [ $# -gt 0 ]; do
  case $1 in
    --seconds) seconds=$2; shift 2 ;;
    --forget) forget=yes; shift ;;
    *) targets+=("$1"); shift ;;
  esac
done
[ ${#targets[@]} -gt 0 ] || targets=(canonical catalogue door event proof submission)

build_sanitized fuzzers

seeds=$(mktemp -d)
node tests/fuzz/seeds.mjs "$seeds"
passed=0
failed=0
TIMEFORMAT=%0U  # seconds of a processor
for target in "${targets[@]}"; do
  kept=tests/fuzz/corpus/$target.tar.gz
  # libFuzzer writes into the folder it is given: it gets a copy.
  grown=$(mktemp -d)
  mkdir -p "$build/fuzz/found" "$seeds/$target"
  cp -r "$seeds/$target/." "$grown/"
  [ ! -e "$kept" ] || tar -xzf "$kept" -C "$grown"
  log=$build/fuzz/$target.log
  if { time "$sanitized/tests/fuzz/fuzz_$target" "$grown" -dict=tests/fuzz/samtycke.dict \
    -max_len=65536 -max_total_time="$seconds" -timeout=5 -report_slow_units=1 \
    -print_final_stats=1 -artifact_prefix="$build/fuzz/found/$target-" >"$log" 2>&1; } 2>"$log.seconds"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    tail -n 40 "$log"
  fi
  printf '%-12s %s\n' "$target" "$(awk '/stat::number_of_executed_units|stat::slowest_unit_time_sec|stat::peak_rss/ { printf "%s %s  ", $1, $2 }' "$log")"
  if [ $forget = no ]; then
    fewest=$(mktemp -d)
    "$sanitized/tests/fuzz/fuzz_$target" -merge=1 -max_len=65536 "$fewest" "$grown" >/dev/null 2>&1
    mkdir -p "${kept%/*}"
    tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -C "$fewest" -c . | gzip -9n >"$kept"
    rm -rf "$fewest"
    minutes=tests/fuzz/minutes.json
    [ -e $minutes ] || printf '{}\n' >$minutes
    jq --arg target "$target" --argjson more "$(<"$log.seconds")" \
      '.[$target] = ((.[$target] // 0) + $more / 60 | . * 10 | round / 10)' $minutes >$minutes.new
    mv $minutes.new $minutes
  fi
  rm -rf "$grown"
done
rm -rf "$seeds"
printf '%d passed, %d failed\n' $passed $failed
[ $failed = 0 ]

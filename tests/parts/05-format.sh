#!/usr/bin/env bash
# Every C++ source is as clang-format writes it.
# fast
. "$(dirname "$0")/../tools/part.sh"
mapfile -t sources < <(git ls-files '*.cpp' '*.hpp' '*.h')
bad=0
for source in "${sources[@]}"; do
  [ -e "$source" ] || continue
  clang-format --dry-run --Werror "$source" || bad=$((bad + 1))
done
printf '%d passed, %d failed\n' $((${#sources[@]} - bad)) $bad
[ $bad = 0 ]

#!/usr/bin/env bash
# Every C++ source is as clang-format writes it.
# fast
. "$(dirname "$0")/../tools/part.sh"
mapfile -t sources < <(git ls-files '*.cpp' '*.hpp' '*.ipp' '*.h' | while read -r file; do [ ! -e "$file" ] || echo "$file"; done)
told=$(printf '%s\n' "${sources[@]}" | xargs -P "$(nproc)" -n 16 clang-format --dry-run --Werror 2>&1) && status=0 || status=$?
wrong=$(sed -n 's/^\([^:]*\):[0-9]*:[0-9]*: error: .*/\1/p' <<<"$told" | sort -u)
count=$(grep -c . <<<"$wrong") || count=0
[ "$count" = 0 ] || printf 'not as clang-format writes it: %s\n' $wrong
printf '%d passed, %d failed\n' $((${#sources[@]} - count)) "$count"
[ "$status" = 0 ]

#!/usr/bin/env bash
# Which lines and branches of core/ its tests run, and for each that they do not run, why.
#
#   tests/slow/coverage.sh            measures, and says whether docs/COVERAGE.md is what is so
#   tests/slow/coverage.sh --write    measures, and writes docs/COVERAGE.md
#
# Fails under 98 % of the lines, over 5 % of the branches, and for each missed one without a reason in
# tests/coverage/reasons.json. By the core's own tests alone: what only another room runs is not proved.
#
# Two kinds of branch are left out, because no source says them: those that the compiler makes for an
# exception (core/ throws none and is compiled without them, but the library's inline code in it says
# that it might), and those on lines without a condition, as the clean-up of a local's destructor.
set -eu -o pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/part.sh"
folder=$build/coverage
configure "$folder" -DSAMTYCKE_WEB=OFF -DCMAKE_BUILD_TYPE=Debug -DCMAKE_CXX_FLAGS_DEBUG="-O0 -g --coverage -fprofile-abs-path" >/dev/null
cmake --build "$folder" --target core_tests >"$folder/build.log" || { tail -n 40 "$folder/build.log"; exit 1; }
find "$folder" -name '*.gcda' -delete
"$folder/tests/core/core_tests" --report_level=short
# Paths as the compiler was told them: left.mjs looks for core/ in them.
gcovr --root . --filter "$root/(.*/)?core/[a-z0-9_]*[.][ch]pp\$" --exclude-throw-branches \
  --exclude-unreachable-branches --json "$folder/coverage.json" "$folder/core"
node tests/coverage/left.mjs "$folder/coverage.json" "$@"

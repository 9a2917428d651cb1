#!/usr/bin/env bash
# The same tests of core and door under AddressSanitizer and UBSan.
# fast
. "$(dirname "$0")/../tools/part.sh"
configure "$build/sanitized" -DSAMTYCKE_SANITIZE=ON -DSAMTYCKE_WEB=OFF
cmake --build "$build/sanitized" --target core_tests door_tests
ctest --test-dir "$build/sanitized" --verbose --no-tests=error --tests-regex '^(core|door)' --timeout 900

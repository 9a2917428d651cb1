#!/usr/bin/env bash
# The same tests of core and door under AddressSanitizer and UBSan.
# fast
. "$(dirname "$0")/../tools/part.sh"
build_sanitized core_tests door_tests
ctest --test-dir "$sanitized" --parallel 2 --verbose --no-tests=error --tests-regex '^(core|door)' --timeout 900

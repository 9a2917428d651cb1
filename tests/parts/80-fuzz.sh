#!/usr/bin/env bash
# Each fuzzer for a short time on its kept corpus, under AddressSanitizer and UBSan. Hours add up by
# tests/slow/fuzz.sh.
. "$(dirname "$0")/../tools/part.sh"
tests/slow/fuzz.sh --seconds 5 --forget

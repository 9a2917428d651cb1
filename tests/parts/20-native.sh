#!/usr/bin/env bash
# The native tests of every room, as CMake knows them.
# fast
. "$(dirname "$0")/../tools/part.sh"
ctest --test-dir "$build" --parallel 2 --verbose --no-tests=error --timeout 600

# shellcheck shell=bash
# Sourced by each part of ./check, so that a part also runs alone: bash tests/parts/NN-name.sh
set -eu -o pipefail
root=${SAMTYCKE_ROOT:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}
build=${SAMTYCKE_BUILD:-$root/build}
fast=${SAMTYCKE_FAST:-no}
cd "$root"
export SAMTYCKE_ROOT=$root SAMTYCKE_BUILD=$build
export BOOST_TEST_REPORT_LEVEL=short BOOST_TEST_COLOR_OUTPUT=no
# shellcheck source=tests/tools/needs.sh
. "$root/tests/tools/needs.sh"
# One build folder takes from another what it compiles alike.
export CCACHE_NOHASHDIR=1
# What its manual demands for precompiled headers.
export CCACHE_SLOPPINESS=pch_defines,time_macros
PATH="$(node_folder):$PATH"
export PATH

# build_sanitized TARGET…: what runs under AddressSanitizer and UBSan, the fuzzers with it, in one folder.
sanitized=$build/clang-sanitized
build_sanitized() {
  CXX=clang++-19 configure "$sanitized" -DSAMTYCKE_SANITIZE=ON -DSAMTYCKE_WEB=OFF
  cmake --build "$sanitized" --target "$@"
}

# node_tests FILE…: node's own test runner; a file that is missing fails it.
node_tests() {
  local file
  for file in "$@"; do
    if [ ! -e "$file" ]; then
      printf 'no test file %s\n' "$file"
      return 1
    fi
  done
  # One file at a time, unless a part says otherwise: two share two cores badly, and some measure.
  node --no-warnings --test --test-reporter=spec --test-concurrency="${test_concurrency:-1}" "$@"
}

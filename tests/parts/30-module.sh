#!/usr/bin/env bash
# The WebAssembly modules: their budgets, their door, and the same bytes from another folder.
# fast
. "$(dirname "$0")/../tools/part.sh"
again=$build/again
rm -rf "$again/source"
mkdir -p "$again/source"
# The sources as they stand, elsewhere; times are kept, so that a second run builds nothing.
git ls-files -z --cached --others --exclude-standard -- CMakeLists.txt core wasm web server-stub tests |
  while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
  xargs -0 cp --parents --preserve=timestamps -t "$again/source"
root=$again/source configure "$again/build"
cmake --build "$again/build" --target samtycke_wasm
SAMTYCKE_MODULES_AGAIN=$again/build/wasm node_tests tests/module/*.test.mjs

#!/usr/bin/env bash
# The npm package, packed and installed: in Node, in a fresh Vite app, on a plain page, for tests.
. "$(dirname "$0")/../tools/part.sh"
cmake --build "$build" --target samtycke_package
mkdir -p "$build/package"
rm -f "$build/package"/*.tgz
(cd "$build/web/package" && npm pack --silent --pack-destination "$build/package")
node_tests tests/package/*.test.mjs

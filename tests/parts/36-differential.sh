#!/usr/bin/env bash
# A million made and mutated inputs, native against WebAssembly: the same bytes or a failure.
. "$(dirname "$0")/../tools/part.sh"
node --no-warnings tests/agree/differential.mjs --count 1000000

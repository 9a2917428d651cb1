#!/usr/bin/env bash
# Nothing acknowledged is lost, and nobody erased is left: kill -9 of the verifier, power cuts. As root: loop devices.
. "$(dirname "$0")/../tools/part.sh"
tests=(tests/faults/power-disk.test.mjs tests/faults/kill.test.mjs tests/faults/power-cut.test.mjs
  tests/faults/recover.test.mjs tests/faults/call.test.mjs tests/faults/erased.test.mjs)
if [ "$(id -u)" = 0 ]; then
  node_tests "${tests[@]}"
else
  sudo --preserve-env=SAMTYCKE_ROOT,SAMTYCKE_BUILD,SAMTYCKE_SEED,PATH env PATH="$PATH" \
    node --no-warnings --test --test-reporter=spec --test-concurrency=1 "${tests[@]}"
fi

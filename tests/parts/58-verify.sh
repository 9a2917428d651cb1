#!/usr/bin/env bash
# `samtycke verify`: receipts, whole logs, checkpoints; whatever is changed is found; strangers come to the same.
. "$(dirname "$0")/../tools/part.sh"
node_tests tests/verify/*.test.mjs
node --no-warnings tests/verify/tamper.mjs --count 150

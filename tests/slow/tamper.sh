#!/usr/bin/env bash
# 2,400 single random changes to a database, each found by `samtycke verify log` or shown to change nothing.
. "$(dirname "$0")/../tools/part.sh"
node --no-warnings tests/verify/tamper.mjs --count "${1:-2400}"

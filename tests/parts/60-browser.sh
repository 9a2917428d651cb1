#!/usr/bin/env bash
# Panel, banner and portal in three engines: what people do, what fails, what axe and a keyboard meet.
. "$(dirname "$0")/../tools/part.sh"
# Browsers wait more than they work: three files at a time take little more than a third of the time.
test_concurrency=3
node_tests tests/browser/*.test.mjs

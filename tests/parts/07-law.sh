#!/usr/bin/env bash
# Each row of the law that core or linter enforces has a test that bears its number, and docs/LAW.md says which.
# fast
. "$(dirname "$0")/../tools/part.sh"
node tests/law/table.mjs --check

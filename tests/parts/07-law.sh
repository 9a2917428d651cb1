#!/usr/bin/env bash
# Each row of the law that core or linter enforces has a test that bears its number; docs/LAW.md and docs/RULES.md say what is so.
# fast
. "$(dirname "$0")/../tools/part.sh"
node tests/law/table.mjs --check
node tests/law/rules.mjs --check

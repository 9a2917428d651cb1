#!/usr/bin/env bash
# Page and server with another catalogue, and with a core that denies everything: no rule stands elsewhere.
. "$(dirname "$0")/../tools/part.sh"
deny_all=$build/deny-all
configure "$deny_all" -DSAMTYCKE_DECIDE="$root/tests/exchange/deny_all.cpp"
cmake --build "$deny_all" --target samtycke samtycke_web
SAMTYCKE_DENY_ALL=$deny_all node_tests tests/exchange/*.test.mjs

#!/usr/bin/env bash
# Submissions a second beside c15t's back end and SQLite alone. Installs the peers as
# tests/bench/submissions/package-lock.json pins them; better-sqlite3 is compiled from its source, since
# its ready-made form comes from no registry. Fails when a bar is missed.
#
#   tests/slow/submissions.sh [ROUNDS] [SECONDS]
set -eu -o pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/part.sh"

install_packages make wrk nginx
install_modules "$root/tests/bench/submissions"
addon=$root/tests/bench/submissions/node_modules/better-sqlite3
if [ ! -e "$addon/build/Release/better_sqlite3.node" ]; then
  gyp=$(dirname "$(readlink -f "$(command -v npm)")")/../node_modules/node-gyp/bin/node-gyp.js
  (cd "$addon" && node "$gyp" rebuild --release --nodedir="$(node_folder)/..") >"$root/build/log/gyp.log" 2>&1
fi
configure "$build"
cmake --build "$build" --target samtycke samtycke_web
node --no-warnings tests/bench/submissions/run.mjs "$@"

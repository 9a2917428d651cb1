#!/usr/bin/env bash
# Turns every place of core/ by a script, one at a time, and asks the tests of the core whether they notice.
#
#   tests/slow/mutants.sh                        tries what was not tried, and says whether docs/MUTANTS.md is what is so
#   tests/slow/mutants.sh --write                the same, and writes docs/MUTANTS.md and docs/law/mutants.json
#   tests/slow/mutants.sh --survivors [FILE…]    lists what nothing noticed and no reason explains
#   tests/slow/mutants.sh --anew [FILE…]         tries again what was tried
#   tests/slow/mutants.sh --minutes N …          stops there; the next run goes on
#
# All turns stand in one build, each behind a switch, and what a turn came to is kept under its function's
# text in build/mutate: only what changed is tried again.
set -eu -o pipefail
. "$(dirname "${BASH_SOURCE[0]}")/../tools/part.sh"
status=0
node --no-warnings tests/mutate/run.mjs "$@" || status=$?
for word in "$@"; do
  if [ "$word" = --write ]; then node --no-warnings tests/mutate/law.mjs; fi
done
exit $status

#!/usr/bin/env bash
# What a stranger does with ./run: waits for the address, opens the page, asks the question that was
# printed, ends it with Ctrl-C. Needs nothing but what ./run itself installs.
set -eu -o pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
told=$(mktemp)
trap 'rm -f "$told"' EXIT
wait_max=2400

begin=$SECONDS
# A shell in the background ignores SIGINT, and so would its children; a stranger's terminal does not.
in_a_group_of_its_own() { set -m; "$@" >"$told" 2>&1 & running=$!; set +m; }
in_a_group_of_its_own ./run
until grep -q 'is open: ' "$told"; do
  if ! kill -0 "$running" 2>/dev/null || [ $((SECONDS - begin)) -gt $wait_max ]; then
    cat "$told"
    printf './run printed no address\n'
    exit 1
  fi
  sleep 0.2
done
printf 'address after %d s\n' $((SECONDS - begin))
until grep -q 'Ctrl-C' "$told"; do sleep 0.2; done
cat "$told"

portal=$(sed -n 's/.*is open: *//p' "$told")
# Whoever is not signed in is asked to; the sliders behind it are the browser tests' matter.
curl -sSf "$portal" | grep -q 'href="/auth/login' || { printf 'nobody is asked to sign in\n'; exit 1; }
question=$(sed -n '/^  curl/,/[^\\]$/p' "$told")
answer=$(bash -c "$question" 2>/dev/null)
printf 'answered: %s\n' "$answer"
[[ $answer == *'"decision":'* ]] || exit 1

kill -INT "$running"
wait "$running"
if curl -s -o /dev/null "$portal"; then printf '%s still answers\n' "$portal"; exit 1; fi

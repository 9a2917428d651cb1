#!/usr/bin/env bash
# A receipt of one event, verified with openssl, jq, sha256sum, base64 and basenc alone.
#
#     by-hand.sh RECEIPT JWKS LOG_VKEY
set -eu -o pipefail
receipt=$1 jwks=$2 vkey=$(cat "$3")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# base64url to bytes and back; an Ed25519 point as openssl takes it.
from_url() { local text; text=$(tr -- '-_' '+/'); while [ $((${#text} % 4)) != 0 ]; do text+='='; done; base64 -d <<<"$text"; }
to_url() { base64 -w0 | tr -- '+/' '-_' | tr -d '='; }
as_key() { { printf '\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00'; cat; } >"$1"; }
holds() { openssl pkeyutl -verify -pubin -keyform DER -inkey "$1" -rawin -in "$2" -sigfile "$3" >/dev/null; }
sha() { sha256sum | cut -d' ' -f1 | tr 'a-f' 'A-F' | basenc -d --base16; }

# 1. The signature over the payload. jq -cS writes what RFC 8785 does, as long as names are ASCII and
# numbers whole.
jws=$(jq -r .jws "$receipt") first=${jws%%.*}
kid=$(from_url <<<"$first" | jq -r .kid)
jq -r --arg kid "$kid" '.keys[] | select(.kid == $kid).x' "$jwks" | from_url | as_key "$folder/receipt.der"
printf '%s.%s' "$first" "$(jq -cjS .payload "$receipt" | to_url)" >"$folder/signed"
from_url <<<"${jws##*.}" >"$folder/signature"
holds "$folder/receipt.der" "$folder/signed" "$folder/signature"
echo 'signed by the verifier'

# 2. The head of the log, signed by the log's key.
jq -r '.log[0].proof' "$receipt" >"$folder/proof"
sed '1,/^$/d' "$folder/proof" | sed '/^$/,$d' >"$folder/head"
base64 -d <<<"${vkey#*+*+}" | tail -c 32 | as_key "$folder/log.der"
grep -F -- "— ${vkey%%+*} " "$folder/proof" | cut -d' ' -f3 | base64 -d | tail -c 64 >"$folder/signature"
holds "$folder/log.der" "$folder/head" "$folder/signature"
size=$(sed -n 2p "$folder/head") root=$(sed -n 3p "$folder/head")
echo "the log of $size events is signed by the log"

# 3. The event's entry, its leaf, and from there up to the root, hash by hash.
jq -r '.payload.events[0].salt' "$receipt" | base64 -d >"$folder/entry"
jq -cjS '.payload.events[0].event' "$receipt" >>"$folder/entry"
{ printf '\0'; sha <"$folder/entry"; } | sha >"$folder/hash"
place=$(jq '.payload.events[0].position' "$receipt") last=$((size - 1))
while read -r sibling; do
  base64 -d <<<"$sibling" >"$folder/sibling"
  if [ $((place % 2)) = 1 ] || [ "$place" = "$last" ]; then
    while [ $((place % 2)) = 0 ]; do place=$((place / 2)) last=$((last / 2)); done
    { printf '\1'; cat "$folder/sibling" "$folder/hash"; } | sha >"$folder/next"
  else
    { printf '\1'; cat "$folder/hash" "$folder/sibling"; } | sha >"$folder/next"
  fi
  mv "$folder/next" "$folder/hash"
  place=$((place / 2)) last=$((last / 2))
done < <(sed -n '3,/^$/p' "$folder/proof" | sed '/^$/d')
[ "$last" = 0 ] && [ "$(base64 "$folder/hash")" = "$root" ]
echo "event $(jq '.payload.events[0].position' "$receipt") is in it"

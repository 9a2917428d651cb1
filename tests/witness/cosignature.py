#!/usr/bin/env python3
"""Checks cosignatures by the C2SP texts, with Debian's python3-cryptography and nothing of ours.

Reads one JSON object a line: {"vkey", "text", "line"}. Answers one a line: {"time"} or {"refused"}.
"""
import base64
import hashlib
import json
import sys

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

COSIGNATURE = b"\x04"


def check(vkey, text, line):
    name, key_id, encoded = vkey.split("+", 2)
    public = base64.b64decode(encoded, validate=True)
    if public[:1] != COSIGNATURE or len(public) != 33:
        return {"refused": "the key is none of a witness"}
    if hashlib.sha256(name.encode() + b"\n" + public).digest()[:4].hex() != key_id:
        return {"refused": "the key's id is another's"}
    if not line.startswith(f"\N{EM DASH} {name} ") or not line.endswith("\n"):
        return {"refused": "not a line of that witness"}
    blob = base64.b64decode(line[len(name) + 3:-1], validate=True)
    if len(blob) != 4 + 8 + 64 or blob[:4].hex() != key_id:
        return {"refused": "not a cosignature of that key"}
    time = int.from_bytes(blob[4:12], "big")
    message = f"cosignature/v1\ntime {time}\n{text}".encode()
    try:
        Ed25519PublicKey.from_public_bytes(public[1:]).verify(blob[12:], message)
    except InvalidSignature:
        return {"refused": "the signature does not hold"}
    return {"time": time}


for one in sys.stdin:
    print(json.dumps(check(**json.loads(one))), flush=True)

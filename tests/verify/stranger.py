#!/usr/bin/env python3
"""A receipt, verified with nothing of ours: Python's own library and `cryptography`.

    stranger.py RECEIPT JWKS LOG_VKEY

Prints what it checked; ends with 0 when all of it holds.
"""
import base64, hashlib, json, sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha256(data):
    return hashlib.sha256(data).digest()


def b64url(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def canonical(value):
    # RFC 8785: for text and whole numbers; member names here are ASCII.
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def check_jws(receipt, jwks):
    first, middle, signature = receipt["jws"].split(".")
    header = json.loads(b64url(first))
    assert middle == "" and header["alg"] == "Ed25519" and "crit" not in header
    (key,) = [jwk for jwk in jwks["keys"] if jwk["kid"] == header["kid"]]
    thumbprint = canonical({name: key[name] for name in ("crv", "kty", "x")})  # RFC 7638
    assert b64url(key["kid"]) == sha256(thumbprint)
    payload = base64.urlsafe_b64encode(canonical(receipt["payload"])).rstrip(b"=")
    Ed25519PublicKey.from_public_bytes(b64url(key["x"])).verify(b64url(signature), first.encode() + b"." + payload)


def check_head(note, vkey):
    name, key_id, encoded = vkey.strip().split("+", 2)
    key = base64.b64decode(encoded)
    assert key[0] == 1 and sha256(name.encode() + b"\n" + key)[:4].hex() == key_id
    text, signatures = note.rsplit("\n\n", 1)
    text += "\n"
    origin, size, root = text.split("\n")[:3]
    assert origin == name
    (line,) = [line for line in signatures.splitlines() if line.split(" ")[1] == name]
    blob = base64.b64decode(line.split(" ")[2])
    assert blob[:4].hex() == key_id
    Ed25519PublicKey.from_public_bytes(key[1:]).verify(blob[4:], text.encode())
    return int(size), base64.b64decode(root)


def root_from(leaf, index, size, proof):
    # RFC 6962 section 2.1.1, from the root down: the last hash is the largest subtree's.
    if size == 1:
        assert not proof
        return leaf
    left = 1 << (size - 1).bit_length() - 1
    if index < left:
        return sha256(b"\1" + root_from(leaf, index, left, proof[:-1]) + proof[-1])
    return sha256(b"\1" + proof[-1] + root_from(leaf, index - left, size - left, proof[:-1]))


def check_event(told, log, vkey):
    position = told["position"]
    entry = sha256(base64.b64decode(told["salt"]) + canonical(told["event"]))
    lines, note = log["proof"].split("\n\n", 1)
    kind, index, *hashes = lines.split("\n")
    assert kind == "c2sp.org/tlog-proof@v1" and index == f"index {position}" and log["position"] == position
    size, root = check_head(note, vkey)
    assert root_from(sha256(b"\0" + entry), position, size, [base64.b64decode(one) for one in hashes]) == root
    print(f"event {position}: {told['event']['kind']}, in the log of {size} events")


def main():
    receipt, jwks = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
    vkey = open(sys.argv[3], encoding="utf-8").read()
    check_jws(receipt, jwks)
    print("signed by the verifier")
    events, log = receipt["payload"]["events"], receipt["log"]
    assert events and len(events) == len(log)
    for told, one in zip(events, log):
        check_event(told, one, vkey)


main()

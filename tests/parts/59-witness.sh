#!/usr/bin/env bash
# The witness as a program, and a verifier with witnesses; what they sign is checked by others.
. "$(dirname "$0")/../tools/part.sh"
SAMTYCKE=$build/samtycke node_tests tests/witness/*.test.mjs

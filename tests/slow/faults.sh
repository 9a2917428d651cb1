#!/usr/bin/env bash
# What ./check does to the verifier a few times, many times: kills, power cuts of both places, erased people.
#
#   tests/slow/faults.sh [KILLS] [CUTS] [ERASED]
. "$(dirname "${BASH_SOURCE[0]}")/../tools/part.sh"
export SAMTYCKE_KILLS=${1:-300} SAMTYCKE_CUTS=${2:-20} SAMTYCKE_ERASED=${3:-10000}
node_tests tests/faults/{kill,call,power-cut,erased}.test.mjs

#!/usr/bin/env bash
# Receipts before others' programs: JSON-LD as RDF, the schema of ISO/IEC TS 27560's members, DPV's own terms.
# fast
. "$(dirname "$0")/../tools/part.sh"
node_tests tests/receipt/*.test.mjs

#!/usr/bin/env bash
# 100,000 random histories: the core and a second reading of the law and the rulings, written from the
# texts alone, must decide the same.
. "$(dirname "$0")/../tools/part.sh"
tests/model/agree.py --command "$build/samtycke evaluate" --count 100000 --processes 2

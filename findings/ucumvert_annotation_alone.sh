#!/bin/sh
# ucumvert 0.3.2 answers the UCUM unit {pixel}, an annotation that stands alone and means 1, with a piece of its grammar
# instead of a quantity, and raises nothing; in m/{pixel} and 1{pixel} the annotation is left out as it should be.
# One would expect "1 dimensionless", because UCUM ignores annotations and so has {pixel} equal 1, or an error.
# Seen with Python 3.11 on 28 November 2026:
#   {pixel} Token
#   1{pixel} Quantity
#   m/{pixel} Quantity
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check ucumvert==0.3.2
"$folder/venv/bin/python" - <<'PYTHON'
from ucumvert import PintUcumRegistry

units = PintUcumRegistry()
seen = {code: type(units.from_ucum(code)).__name__ for code in ("{pixel}", "1{pixel}", "m/{pixel}")}
for code, kind in seen.items():
    print(code, kind)
assert seen == {"{pixel}": "Token", "1{pixel}": "Quantity", "m/{pixel}": "Quantity"}
PYTHON

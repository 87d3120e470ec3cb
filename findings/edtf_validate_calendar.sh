#!/bin/sh
# edtf-validate 2.0.0 takes 29 February 2018, a day that no calendar has, and refuses 30 February 2018.
# One would expect both to be refused. The levels of an interval that ends before it begins, 2019-01/2018-12, are
# "conforms" although the whole is "not valid".
# Seen with Python 3.11 on 28 November 2026:
#   2018-02-29 valid: True
#   2018-02-30 valid: False
#   2019-01/2018-12 valid: False, conforms to level 0: True
# So whoever checks dates with it still has to build the day.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check edtf-validate==2.0.0
"$folder/venv/bin/python" - <<'PYTHON'
from edtf_validate.valid_edtf import conformsLevel0, is_valid

for text in ("2018-02-29", "2018-02-30"):
    print(text, "valid:", is_valid(text))
interval = "2019-01/2018-12"
print(interval, "valid:", is_valid(interval), "conforms to level 0:", conformsLevel0(interval))
assert is_valid("2018-02-29") and not is_valid("2018-02-30")
assert not is_valid(interval) and conformsLevel0(interval)
PYTHON

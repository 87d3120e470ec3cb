#!/bin/sh
# A set of dates, "one of 2028 and 2029", does not travel between the three EDTF libraries for Python.
# edtf 5.0.2 reads [2028,2029] and writes it with a space, [2028, 2029]; edtf-validate 2.0.0 takes the first and
# refuses the second; undate 0.8.0 refuses both, with ValueError.
# One would expect that what one of them writes is read by the others: ISO 8601-2 has no space there.
# Seen with Python 3.11 on 28 November 2026:
#   edtf writes [2028, 2029]
#   edtf-validate: [2028,2029] True, [2028, 2029] False
#   undate: ValueError
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check edtf==5.0.2 edtf-validate==2.0.0 undate==0.8.0
"$folder/venv/bin/python" - <<'PYTHON'
from edtf import parse_edtf
from edtf_validate.valid_edtf import is_valid
from undate import Undate

text = "[2028,2029]"
written = str(parse_edtf(text))
print("edtf writes", written)
print("edtf-validate:", text, is_valid(text), written, is_valid(written))
assert written == "[2028, 2029]"
assert is_valid(text) and not is_valid(written)
try:
    Undate.parse(text, "EDTF")
except ValueError as error:
    print("undate:", type(error).__name__)
else:
    raise AssertionError("undate reads sets now")
PYTHON

#!/bin/sh
# idutils 1.7.1 takes a ROR id whose check digits are wrong: 04v76ef79, one off the id of Kiel University.
# One would expect it to be refused, because idutils refuses an ORCID iD with a wrong check digit, and both have
# their checksum by ISO/IEC 7064.
# Seen with Python 3.11 on 28 November 2026:
#   ROR 04v76ef78 True, 04v76ef79 True
#   ORCID 0000-0002-1825-0097 True, 0000-0002-1825-0098 False
# So a mistyped ROR id passes; the checksum has to be computed by whoever stores it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check idutils==1.7.1
"$folder/venv/bin/python" - <<'PYTHON'
import idutils

ror = {text: bool(idutils.is_ror(text)) for text in ("04v76ef78", "04v76ef79")}
orcid = {text: bool(idutils.is_orcid(text)) for text in ("0000-0002-1825-0097", "0000-0002-1825-0098")}
print("ROR", ror)
print("ORCID", orcid)
assert ror == {"04v76ef78": True, "04v76ef79": True}
assert orcid == {"0000-0002-1825-0097": True, "0000-0002-1825-0098": False}
PYTHON

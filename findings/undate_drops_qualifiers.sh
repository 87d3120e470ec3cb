#!/bin/sh
# undate 0.8.0 reads the qualifiers of EDTF and forgets them: "about December 2018" becomes December 2018.
# One would expect the mark to be kept, as unspecified digits are, or an error.
# Seen with Python 3.11 on 28 November 2026:
#   2018-12~ -> 2018-12
#   2016? -> 2016
#   2018-12-XX -> 2018-12-XX
# So a date that was read and written with it looks certain.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check undate==0.8.0
"$folder/venv/bin/python" - <<'PYTHON'
from undate import Undate

seen = {text: str(Undate.parse(text, "EDTF")) for text in ("2018-12~", "2016?", "2018-12-XX")}
for text, written in seen.items():
    print(text, "->", written)
assert seen == {"2018-12~": "2018-12", "2016?": "2016", "2018-12-XX": "2018-12-XX"}
PYTHON

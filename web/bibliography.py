"""Citations for reference managers: CSL-JSON items, and from them BibTeX (pybtex) and RIS (rispy)."""

import json
import re

import rispy
from django.http import Http404, HttpResponse
from pybtex.database import BibliographyData, Entry, Person

RIS_TYPES = {
    "article-journal": "JOUR",
    "paper-conference": "CPAPER",
    "book": "BOOK",
    "article-newspaper": "NEWS",
    "report": "RPRT",
    "dataset": "DATA",
    "webpage": "ELEC",
    "entry": "DBASE",
}
BIBTEX_TYPES = {"article-journal": "article", "paper-conference": "inproceedings", "book": "book"}
RIS_FIELDS = {
    "container-title": "secondary_title",
    "publisher": "publisher",
    "volume": "volume",
    "issue": "number",
    "page": "start_page",
    "DOI": "doi",
    "version": "edition",
}
BIBTEX_FIELDS = {
    "container-title": "journal",
    "publisher": "publisher",
    "volume": "volume",
    "issue": "number",
    "page": "pages",
    "DOI": "doi",
    "URL": "url",
    "note": "note",
    "version": "version",
}


class PlainRis(rispy.RisWriter):
    """RIS without the number that rispy puts before each entry, which some readers take for data."""

    def set_header(self, count):
        return ""


def csl_date(day, text):
    """Return a CSL date with the precision of an EDTF text: a year, a month or a day; ``None`` when unknown."""
    if day is None:
        return None
    precision = 1 + len(re.findall(r"(?<=\d)-\d\d", text.partition("/")[0]))
    return {"date-parts": [[day.year, day.month, day.day][:precision]]}


def as_ris(items):
    """Return CSL items as RIS text."""
    entries = []
    for item in items:
        entry = {"type_of_reference": RIS_TYPES[item["type"]], "title": item["title"]}
        entry |= {RIS_FIELDS[name]: value for name, value in item.items() if name in RIS_FIELDS}
        if "note" in item:
            entry["notes"] = [item["note"]]
        if "URL" in item:
            entry["urls"] = [item["URL"]]
        entry["authors"] = [_name(author) for author in item.get("author", [])]
        if issued := item.get("issued"):
            entry["year"] = "/".join(f"{part:02d}" for part in issued["date-parts"][0])
        entries.append(entry)
    return rispy.dumps(entries, implementation=PlainRis)


def as_bibtex(items):
    """Return CSL items as BibTeX text."""
    bibliography = BibliographyData()
    for item in items:
        fields = [("title", f"{{{item['title']}}}")]
        fields += [(BIBTEX_FIELDS[name], value) for name, value in item.items() if name in BIBTEX_FIELDS]
        if issued := item.get("issued"):
            fields.append(("year", str(issued["date-parts"][0][0])))
        persons = [Person(_bibtex_name(author)) for author in item.get("author", [])]
        entry = Entry(BIBTEX_TYPES.get(item["type"], "misc"), fields, {"author": persons} if persons else {})
        bibliography.entries[item["id"]] = entry
    return bibliography.to_string("bibtex")


def _name(author):
    if "literal" in author:
        return author["literal"]
    return ", ".join(part for part in (author["family"], author["given"]) if part)


def _bibtex_name(author):
    """Return a name as BibTeX reads it; an organisation stands in braces, so that it is not taken apart."""
    return f"{{{author['literal']}}}" if "literal" in author else _name(author)


FORMATS = {
    "bib": ("application/x-bibtex", as_bibtex),
    "ris": ("application/x-research-info-systems", as_ris),
    "json": (
        "application/vnd.citationstyles.csl+json",
        lambda items: json.dumps(items, ensure_ascii=False, indent=2),
    ),
}


def bibliography_response(items, extension, name):
    """Return the items as a file of the format that the extension names."""
    if extension not in FORMATS:
        raise Http404(f"There is no format {extension}; there are {', '.join(FORMATS)}.")
    content_type, write = FORMATS[extension]
    response = HttpResponse(write(items), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response

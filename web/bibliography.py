"""Citations for reference managers: CSL-JSON items, and from them BibTeX (pybtex) and RIS (rispy)."""

import json
import re

import rispy
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from pybtex.database import BibliographyData, Entry, Person

# Types and fields of CSL in the words of the other two formats; those that a format lacks are left out of it.
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
RIS_FIELDS = {
    "container-title": "secondary_title",
    "publisher": "publisher",
    "volume": "volume",
    "issue": "number",
    "page": "start_page",
    "DOI": "doi",
    "version": "edition",
}
BIBTEX_TYPES = {
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "book": "book",
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


def csl_date(day, edtf):
    """Return a CSL date with the precision of an EDTF text: a year, a month or a day; ``None`` when unknown."""
    if day is None:
        return None
    # Of an interval the first date counts. The month and the day each follow a hyphen: 2018-12-07.
    first_date, _slash, _last_date = edtf.partition("/")
    precision = 1 + len(re.findall(r"(?<=\d)-\d\d", first_date))
    return {"date-parts": [[day.year, day.month, day.day][:precision]]}


class UnnumberedRisWriter(rispy.RisWriter):
    """RIS without the number that rispy puts before each entry, which some readers take for data."""

    def set_header(self, count):
        return ""


def as_ris(items):
    """Return CSL items as RIS text."""
    entries = [_ris_entry(item) for item in items]
    return rispy.dumps(entries, implementation=UnnumberedRisWriter)


def _ris_entry(item):
    entry = {"type_of_reference": RIS_TYPES[item["type"]], "title": item["title"]}
    for name, value in item.items():
        if name in RIS_FIELDS:
            entry[RIS_FIELDS[name]] = value
    if "note" in item:
        entry["notes"] = [item["note"]]
    if "URL" in item:
        entry["urls"] = [item["URL"]]
    entry["authors"] = [_author_name(author) for author in item.get("author", [])]
    if item.get("issued"):
        date_parts = item["issued"]["date-parts"][0]
        entry["year"] = "/".join(f"{part:02d}" for part in date_parts)
    return entry


def as_bibtex(items):
    """Return CSL items as BibTeX text."""
    bibliography = BibliographyData()
    for item in items:
        bibliography.entries[item["id"]] = _bibtex_entry(item)
    return bibliography.to_string("bibtex")


def _bibtex_entry(item):
    # In braces of its own, so that the capitals of the title stay.
    fields = [("title", f"{{{item['title']}}}")]
    for name, value in item.items():
        if name in BIBTEX_FIELDS:
            fields.append((BIBTEX_FIELDS[name], value))
    if item.get("issued"):
        year = item["issued"]["date-parts"][0][0]
        fields.append(("year", str(year)))
    persons = {}
    if item.get("author"):
        persons["author"] = [Person(_bibtex_name(author)) for author in item["author"]]
    return Entry(BIBTEX_TYPES.get(item["type"], "misc"), fields, persons)


def _author_name(author):
    if "literal" in author:
        return author["literal"]
    return ", ".join(part for part in (author["family"], author["given"]) if part)


def _bibtex_name(author):
    """Return a name as BibTeX reads it; an organisation is in braces, so that it is not taken apart."""
    if "literal" in author:
        return f"{{{author['literal']}}}"
    return _author_name(author)


def as_csl_json(items):
    """Return CSL items as JSON text."""
    return json.dumps(items, ensure_ascii=False, indent=2)


# Each format by the extension of its files: its content type, and what writes it.
FORMATS = {
    "bib": ("application/x-bibtex", as_bibtex),
    "ris": ("application/x-research-info-systems", as_ris),
    "json": ("application/vnd.citationstyles.csl+json", as_csl_json),
}


def bibliography_response(items, extension, name):
    """Return the items as a file of the format that the extension names. Raise ``Http404`` for an unknown one."""
    if extension not in FORMATS:
        sentence = _("There is no format %(format)s; there are %(formats)s.")
        raise Http404(sentence % {"format": extension, "formats": ", ".join(FORMATS)})
    content_type, write = FORMATS[extension]
    response = HttpResponse(write(items), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response

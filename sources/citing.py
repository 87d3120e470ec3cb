"""Citations for reference managers: CSL-JSON, and from it BibTeX (pybtex) and RIS (rispy)."""

import re

import rispy
from pybtex.database import BibliographyData, Entry, Person

from sources.models import SourceKind

CSL_TYPES = {
    SourceKind.PAPER: "article-journal",
    SourceKind.ABSTRACT: "paper-conference",
    SourceKind.BOOK: "book",
    SourceKind.NEWS: "article-newspaper",
    SourceKind.OFFICIAL: "report",
    SourceKind.REGISTER: "dataset",
    SourceKind.WEB_PAGE: "webpage",
}
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


def source_as_csl(source):
    """Return a source as a CSL-JSON item, without what is unknown."""
    names = [
        {"literal": author.literal} if author.literal else {"family": author.family, "given": author.given}
        for author in source.authors.all()
    ]
    item = {
        "id": source.slug,
        "type": CSL_TYPES[source.kind],
        "title": source.title,
        "author": names,
        "container-title": source.container,
        "publisher": source.publisher,
        "volume": source.volume,
        "issue": source.issue,
        "page": source.pages,
        "DOI": source.doi,
        "URL": source.url,
        "language": source.language,
        "issued": csl_date(source.published_earliest, source.published),
    }
    return {name: value for name, value in item.items() if value}


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

"""Every fact of the shipped catalogue names its source, and its page shows that source and no other beside it.

Read from the files and from the pages, not by what the code calls a fact.
"""

from pathlib import Path

import pytest
import yaml
from django.conf import settings

from missions.models import Mission
from partners.models import Country, Institution
from payloads.models import Payload
from records.registry import words_of
from tests.reading import read

FIXTURES = Path(settings.BASE_DIR) / "fixtures"
# What needs no source: addresses, states, names, our own remarks, and what a record consists of.
EXEMPT = {"slug", "code", "former_slugs", "publication", "name", "note", "citations"}
# Our own classification, and what identifies a record, by type.
EXEMPT_OF_TYPE = {
    # What it is called, which is descriptive where no archive prints a title.
    "data-sets": {"title"},
    "payloads": {"kind", "discipline"},
    "spacecraft": {"kind"},
    "institutions": {"kind"},
    "programmes": {"kind"},
    "ilrs-participations": {"level", "programme", "country", "institution", "place"},
}


def records_in_files():
    """Yield the folder or list, and the form, of every record in the files but sources."""
    for path in sorted(FIXTURES.rglob("*.yaml")):
        plural = path.parent.name if path.parent != FIXTURES else path.stem
        if plural == "sources":
            continue
        # Every value as text, so that "no" and 2018 stay what they are.
        text = path.read_text(encoding="utf-8")
        content = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts only
        for form in content if isinstance(content, list) else [content]:
            yield plural, form


def supported_by(citations):
    """Return the names of the fields that supporting citations name; ``""`` for the record or row itself."""
    names = set()
    for citation in citations:
        if citation.get("stance", "supports") == "supports":
            names.update(citation.get("field", "").split(", "))
    return names


def test_every_fact_of_every_published_record_is_named_by_a_citation():
    unnamed = []
    for plural, form in records_in_files():
        if form.get("publication", "published") != "published":
            continue
        key = form.get("slug") or form["code"]
        named = supported_by(form.get("citations", []))
        if plural == "announced-totals":
            # One statement, of which a citation supports all.
            if "" not in named:
                unnamed.append((plural, key))
            continue
        for name, value in form.items():
            is_rows = isinstance(value, list) and isinstance(value[0], dict)
            if is_rows:
                for row in value:
                    is_cited = "" in supported_by(row.get("citations", []))
                    # A paper is a source, and a gap says where it was looked for.
                    if not is_cited and name not in ("papers", "gaps", "citations"):
                        unnamed.append((plural, key, name, row["key"]))
                continue
            if name in EXEMPT | EXEMPT_OF_TYPE.get(plural, set()):
                continue
            if name not in named:
                unnamed.append((plural, key, name))

    assert unnamed == []


def sources_beside(page, words):
    """Return the sets of sources in the margin of the facts of a page in which some words stand."""
    found = []
    for text, links in page.asides:
        if words in text:
            found.append({link for link in links if link.startswith("/sources/")})
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("model", [Payload, Mission, Institution, Country])
def test_a_page_shows_each_fact_with_the_sources_that_name_it_and_no_other(
    client, model
):
    for record in model.objects.published():
        page = read(client, record.get_absolute_url())
        citations = record.citations.select_related("source")
        for name in model.record_type.shown_fields:
            if not model.record_type.value_of(record, name):
                continue
            expected = {
                citation.source.get_absolute_url()
                for citation in citations
                if name in citation.field.split(", ")
            }
            words = " ".join(words_of(record, name).split())
            assert expected in sources_beside(page, words), (record, name)

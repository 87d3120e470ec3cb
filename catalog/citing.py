"""How to cite a record of the catalogue, and the papers of a payload, for people and for reference managers."""

import json
from datetime import date

from django.conf import settings
from django.http import Http404, HttpResponse

from catalog.canonical import canonical, digest
from missions.models import Mission
from partners.models import Country, Institution, Programme
from payloads.models import Payload
from sources.citing import as_bibtex, as_ris, source_as_csl
from sources.models import Source

CITED = {model._meta.model_name: model for model in (Payload, Mission, Country, Institution, Programme, Source)}
FORMATS = {
    "bib": ("application/x-bibtex", as_bibtex),
    "ris": ("application/x-research-info-systems", as_ris),
    "json": (
        "application/vnd.citationstyles.csl+json",
        lambda items: json.dumps(items, ensure_ascii=False, indent=2),
    ),
}


def state(record):
    """Return the first twelve digits of the digest of a record's canonical form: they name its present state."""
    return digest(canonical(record))[:12]


def evidence_through(record):
    """Return the date of the latest source that the record cites, in words, or ``""``; as ``Source.latest_of``."""
    sources = [citation.source for citation in record.citations.all()] if hasattr(record, "citations") else []
    dated = [source for source in sources if source.published_earliest]
    latest = max(dated, key=lambda source: (source.published_earliest, source.published_latest), default=None)
    return latest.published_words if latest else ""


def in_words(revision):
    """Return a revision with its day: revision 12 of 3 May 2026."""
    return f"revision {revision} of {revision.moved_at.day} {revision.moved_at:%B %Y}"


def cited_address(record, revision):
    """Return the address of a record's page that tells what changed since the revision."""
    return f"{settings.SITE_URL}{record.get_absolute_url()}?revision={revision}"


def as_text(record, revision, today=None):
    """Return the citation of a record as plain text: record, catalogue, revision, state, evidence, address, access."""
    today = today or date.today()
    through = evidence_through(record)
    parts = [
        f"“{record}”",
        settings.CATALOGUE_TITLE,
        in_words(revision),
        f"state {state(record)}",
        f"evidence through {through}" if through else "",
        cited_address(record, revision),
        f"accessed {today.day} {today:%B %Y}",
    ]
    return ", ".join(part for part in parts if part) + "."


def record_as_csl(record, revision):
    """Return a record of the catalogue as a CSL-JSON item, issued with its revision."""
    today, issued = date.today(), revision.moved_at
    through = evidence_through(record)
    return {
        "id": f"{record._meta.model_name}-{record.record_key}",
        "type": "entry",
        "title": str(record),
        "container-title": settings.CATALOGUE_TITLE,
        "version": f"revision {revision}",
        "issued": {"date-parts": [[issued.year, issued.month, issued.day]]},
        "URL": cited_address(record, revision),
        "note": f"{in_words(revision)}; state {state(record)}" + (f"; evidence through {through}" if through else ""),
        "accessed": {"date-parts": [[today.year, today.month, today.day]]},
    }


def answer(items, extension, name):
    """Return the items as a file of the format that the extension names."""
    if extension not in FORMATS:
        raise Http404(f"There is no format {extension}; there are {', '.join(FORMATS)}.")
    content_type, write = FORMATS[extension]
    response = HttpResponse(write(items), content_type=f"{content_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.{extension}"'
    return response


def record(request, kind, key, extension):
    """Answer the citation of one record; a source is cited as itself, another record as an entry of the catalogue."""
    model = CITED.get(kind)
    found = model and model.detailed().filter(**{model.key_field: key}).first()
    if not found:
        raise Http404(f"There is no {kind} “{key}” to cite.")
    item = source_as_csl(found) if model is Source else record_as_csl(found, request.revision)
    return answer([item], extension, f"{kind}-{key}")


def papers(request, slug, extension):
    """Answer all papers of a payload as one file, each with what kind of paper it is."""
    payload = Payload.objects.published().prefetch_related("papers__source__authors").filter(slug=slug).first()
    if not payload:
        raise Http404(f"There is no payload “{slug}”.")
    items = [source_as_csl(paper.source) | {"note": paper.get_kind_display()} for paper in payload.papers.all()]
    return answer(items, extension, f"{slug}-papers")

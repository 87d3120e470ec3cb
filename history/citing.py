"""How to cite a record of the catalogue, for people and for reference managers."""

from datetime import date

from django.conf import settings
from django.http import Http404

from records.canonical import canonical, digest
from records.registry import record_types
from web.bibliography import bibliography_response


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


def record(request, kind, key, extension):
    """Answer the citation of one record; a source is cited as itself, another record as an entry of the catalogue."""
    for record_type in record_types():
        if record_type.name == kind and record_type.can_be_cited:
            records = record_type.model.objects.published().for_detail()
            cited = records.filter(**{record_type.key_field: key}).first()
            if cited:
                item = cited.as_csl() or record_as_csl(cited, request.revision)
                return bibliography_response([item], extension, f"{kind}-{key}")
    raise Http404(f"There is no {kind} “{key}” to cite.")

"""How to cite a record of the catalogue, for people and for reference managers."""

from datetime import date

from django.conf import settings
from django.http import Http404, HttpResponsePermanentRedirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from records.canonical import canonical, digest
from records.registry import record_types
from web.addresses import reverse, with_query
from web.bibliography import bibliography_response


def record_state(record):
    """Return the first twelve digits of the digest of a record's canonical form: they name its present state."""
    return digest(canonical(record))[:12]


def evidence_through(record):
    """Return the date of the latest source that the record cites, in words, or ``""``; as ``Source.latest_of``."""
    if not record.record_type.citations:
        return ""
    sources = [citation.source for citation in record.citations.all()]
    dated_sources = [source for source in sources if source.published_earliest]
    if not dated_sources:
        return ""
    latest = max(
        dated_sources,
        key=lambda source: (source.published_earliest, source.published_latest),
    )
    return latest.published_words


def revision_in_words(revision):
    """Return a revision with its day: revision 12 of 3 May 2026."""
    return _("revision %(number)s of %(day)s") % {
        "number": revision,
        "day": _day(revision.moved_at),
    }


def cited_address(record, revision):
    """Return the address of a record's page that says what changed since the revision."""
    return f"{settings.SITE_URL}{record.get_absolute_url()}?revision={revision}"


def citation_text(record, revision, today=None):
    """Return the citation of a record as plain text: record, catalogue, revision, state, evidence, address, access."""
    values = {
        "record": record,
        "catalogue": settings.CATALOGUE_TITLE,
        "revision": revision_in_words(revision),
        "state": record_state(record),
        "evidence_day": evidence_through(record),
        "address": cited_address(record, revision),
        "today": _day(today or date.today()),
    }
    if values["evidence_day"]:
        sentence = _(
            "“%(record)s”, %(catalogue)s, %(revision)s, state %(state)s, evidence through %(evidence_day)s, "
            "%(address)s, accessed %(today)s."
        )
    else:
        sentence = _(
            "“%(record)s”, %(catalogue)s, %(revision)s, state %(state)s, %(address)s, accessed %(today)s."
        )
    return sentence % values


def citation_note(record, revision):
    """Return what reference managers note of a citation: revision, state and evidence."""
    values = {
        "revision": revision_in_words(revision),
        "state": record_state(record),
        "evidence_day": evidence_through(record),
    }
    if values["evidence_day"]:
        return (
            _("%(revision)s; state %(state)s; evidence through %(evidence_day)s")
            % values
        )
    return _("%(revision)s; state %(state)s") % values


def record_as_csl(record, revision):
    """Return a record of the catalogue as a CSL-JSON item, issued with its revision."""
    today = date.today()
    issued = revision.moved_at
    return {
        "id": f"{record.record_type.name}-{record.record_key}",
        "type": "entry",
        "title": str(record),
        "container-title": settings.CATALOGUE_TITLE,
        "version": f"revision {revision}",
        "issued": {"date-parts": [[issued.year, issued.month, issued.day]]},
        "URL": cited_address(record, revision),
        "note": citation_note(record, revision),
        "accessed": {"date-parts": [[today.year, today.month, today.day]]},
    }


def citation_file(request, kind, key, extension):
    """Answer the citation of one record; a source is cited as itself, another record as an entry of the catalogue."""
    record = _citable_record(kind, key)
    if record is None:
        raise Http404(
            _("There is no %(kind)s “%(key)s” to cite.") % {"kind": kind, "key": key}
        )
    if record.record_key != key:
        arguments = [kind, record.record_key, extension]
        address = with_query(reverse("cite", args=arguments), request.GET)
        return HttpResponsePermanentRedirect(address)
    item = record.as_csl() or record_as_csl(record, request.revision)
    return bibliography_response([item], extension, f"{kind}-{key}")


def _citable_record(kind, key):
    """Return the published record of a type's name and a key; ``None`` where it is missing or cannot be cited.

    The key may be one that the record once had.
    """
    for record_type in record_types():
        if record_type.name == kind and record_type.can_be_cited:
            records = record_type.model.objects.published().for_detail()
            if record_type.key_field == "slug":
                return records.by_any_slug(key)
            return records.filter(**{record_type.key_field: key}).first()
    return None


def _day(day):
    return date_format(day, "j F Y")

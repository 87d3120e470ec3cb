"""What supports a fact, printed beside it."""

from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils.html import format_html

from records.differences import differences
from records.models import RANK_WORDS, Stance

register = template.Library()


@register.inclusion_tag("includes/_citations.html")
def citations(record, field="", row=None):
    """Show the citations of a whole record, of one of its fields, or of one of its rows.

    A field that no citation of its own supports rests on those of the whole record, whose notes stand there.
    """
    target = (record.record_type.kind_of(type(row)).cited_as, row.pk) if row else (field, 0)
    found = record.citations_by_target()
    listed = found.get(target, [])
    if field and not any(citation.stance == Stance.SUPPORTS for citation in listed):
        listed = listed + found.get(("", 0), [])
    record.shown_targets = getattr(record, "shown_targets", set()) | {target}
    return {"citations": listed, "field": field}


@register.inclusion_tag("includes/_other_citations.html")
def other_citations(record):
    """Show the citations of the whole record, then those of each field that nothing above it has shown.

    It stands last among the facts of a record, so that no citation stays unseen.
    """
    shown = getattr(record, "shown_targets", set())
    found = record.citations_by_target()
    fields = [
        (record._meta.get_field(name).verbose_name, listed)
        for (name, row), listed in found.items()
        if name and not row and (name, 0) not in shown
    ]
    return {"citations": found.get(("", 0), []), "fields": fields}


@register.inclusion_tag("includes/_sources.html")
def sources_of(record):
    """List the sources that a record cites, by label, with how each was read and its full address."""
    cited = {citation.source_id: citation.source for citation in record.citations.all()}
    return {"sources": sorted(cited.values(), key=lambda source: (source.label.casefold(), source.slug))}


# How certain or how firm something is, as a shape; the word stands beside it. The legend is on /about/.
SIGNS = {
    "filled": ["high", "preferred", "initiator", "signing-party", "signed-by-party"],
    "half": ["medium", "press", "signed-by-press"],
    "struck": ["deprecated", "none-found", "did-not-fly"],
}
SIGN_OF = {word: sign for sign, words in SIGNS.items() for word in words}


@register.filter
def sign(term):
    """Return the shape that stands for a term: filled, half, struck, or else open."""
    return SIGN_OF.get(term, "open")


@register.filter
def rank_words(rank):
    """Return what a rank means for a reader of a page."""
    return RANK_WORDS[rank]


@register.simple_tag
def differences_of(record):
    """Return the differences between sources about a record."""
    return differences(record)


@register.filter
def row_id(row):
    """Return the fragment of a row on its record's page, like specification-mass."""
    return f"{row._meta.model_name}-{row.key}"


@register.filter
def key_words(key):
    """Return the key of a row as words."""
    return key.replace("-", " ")


@register.simple_tag
def anchor(fact):
    """Return the visible permanent link of a fact: of a row, or of what has a fragment of its own."""
    fragment = fact if isinstance(fact, str) else row_id(fact)
    return format_html('<a class="anchor" href="#{0}" aria-label="Link to {0}">#</a>', fragment)


@register.simple_tag
def report_address(record):
    """Return the address for reporting an error about a record, or ``""`` when reports cannot be received yet.

    The record stands where CONTACT_URL says ``{record}``, else as the subject.
    """
    if not settings.CONTACT_URL:
        return ""
    about = quote(f"Error about {record} ({settings.SITE_URL}{record.get_absolute_url()})")
    if "{record}" in settings.CONTACT_URL:
        return settings.CONTACT_URL.replace("{record}", about)
    return f"{settings.CONTACT_URL}{'&' if '?' in settings.CONTACT_URL else '?'}subject={about}"

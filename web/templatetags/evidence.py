"""What supports a fact, printed beside it."""

from urllib.parse import quote

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.translation import gettext as _

from records.models import RANK_WORDS
from records.registry import label_of

register = template.Library()

# How certain or how firm something is, as a shape; the word stands beside it. The legend is on /about/.
TERMS_BY_SIGN = {
    "filled": ["high", "preferred", "initiator", "signing-party", "signed-by-party"],
    "half": ["medium", "press", "signed-by-press"],
    "ended": ["ended"],
    "omitted": ["omitted"],
    "struck": [
        "deprecated",
        "none-found",
        "did-not-fly",
        "not-found",
        "not-assigned",
        "not-published",
    ],
    "blank": ["not-looked-for"],
}
SIGN_BY_TERM = {term: sign for sign, terms in TERMS_BY_SIGN.items() for term in terms}


@register.inclusion_tag("includes/_citations.html")
def citations(record, field="", row=None, folded=False):
    """Show the citations of a whole record, of one of its fields, or of one of its rows.

    A field in which we sort records into kinds of our own is marked as ours. Of several that are ``folded`` only those
    that differ are open, so that the facts that answer a reader first stand together.
    """
    evidence = record.cited_evidence
    if row:
        citations = evidence.of_row(row)
    elif field:
        citations = evidence.of_field(field)
    else:
        citations = evidence.of_record
    is_ours = field in record.record_type.classified
    is_folded = folded and len(citations) > 1
    return {"citations": citations, "is_ours": is_ours, "is_folded": is_folded}


@register.inclusion_tag("includes/_other_citations.html")
def other_citations(record):
    """Show the citations of the whole record, then those of each field that the page does not show in its own place.

    The type of the record declares which fields its page shows, so that no citation stays unseen.
    """
    citations_by_label = {}
    for (
        name,
        citations_of_field,
    ) in record.cited_evidence.besides_shown_fields().items():
        citations_by_label[label_of(record, name)] = citations_of_field
    return {
        "citations": record.cited_evidence.of_record,
        "citations_by_label": citations_by_label,
    }


@register.inclusion_tag("includes/_sources.html")
def sources_of(record):
    """List the sources that a record cites, by label, with how each was read and its full address."""
    # A source that is cited at several places is listed once.
    sources = {
        citation.source_id: citation.source for citation in record.citations.all()
    }
    return {
        "sources": sorted(
            sources.values(), key=lambda source: (source.label.casefold(), source.slug)
        )
    }


@register.filter
def sign(term):
    """Return the shape that stands for a term: filled, half, struck, or else open."""
    return SIGN_BY_TERM.get(term, "open")


@register.filter
def rank_words(rank):
    """Return what a rank means for a reader of a page."""
    return RANK_WORDS[rank]


@register.filter
def row_id(row):
    """Return the fragment of a row on its record's page, like specification-mass."""
    return row.fragment


@register.filter
def key_words(key):
    """Return the key of a row as words."""
    return key.replace("-", " ")


@register.simple_tag
def anchor(fact):
    """Return the visible permanent link of a fact: of a row, or of what has a fragment of its own."""
    fragment = fact
    if not isinstance(fact, str):
        fragment = fact.fragment
    label = _("Link to %(fragment)s") % {"fragment": fragment}
    return format_html(
        '<a class="anchor" href="#{}" aria-label="{}">#</a>', fragment, label
    )


@register.simple_tag
def report_address(record):
    """Return the address for reporting an error about a record, or ``""`` when reports cannot be received yet.

    The record stands where CONTACT_URL says ``{record}``, else as the subject.
    """
    if not settings.CONTACT_URL:
        return ""
    address = f"{settings.SITE_URL}{record.get_absolute_url()}"
    subject = quote(
        _("Error about %(record)s (%(address)s)")
        % {"record": record, "address": address}
    )
    if "{record}" in settings.CONTACT_URL:
        return settings.CONTACT_URL.replace("{record}", subject)
    # The address may have a query already, as a form's has.
    if "?" in settings.CONTACT_URL:
        return f"{settings.CONTACT_URL}&subject={subject}"
    return f"{settings.CONTACT_URL}?subject={subject}"

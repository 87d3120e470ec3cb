"""Every citation of the catalogue as one list, out of one table per record type."""

from django.db.models import BooleanField, Case, CharField, Exists, ExpressionWrapper, F, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from records.models import Publishable, Stance
from records.registry import types_for_readers

COLUMNS = (
    "record_type",
    "record_key",
    "record_name",
    "record_sort_key",
    "field",
    "row_type",
    "row_key",
    "source_slug",
    "source_title",
    "source_label",
    "source_published",
    "locator",
    "stance",
    "confidence",
    "as_printed",
    "note",
    "key",
    "alone",
)


ORDER = ("record_type", "record_sort_key", "record_key", "key")


def text(value):
    return Value(value, output_field=CharField())


def public_citations(record_type):
    """Return the citations of published records of one type, annotated with what the list of all shows."""
    model = record_type.citations
    record_model = record_type.model
    rows = model.row_fields()
    row_keys = [F(f"{row}__key") for row in rows]
    citations = model.objects.annotate(
        record_type=text(record_type.name),
        record_key=F(f"record__{record_model.key_field}"),
        record_name=record_name(record_model),
        record_sort_key=F("record__sort_key"),
        row_type=Coalesce(*(row_type(row) for row in rows), text("")) if rows else text(""),
        row_key=Coalesce(*row_keys, text("")) if rows else text(""),
        source_slug=F("source__slug"),
        source_title=F("source__title"),
        source_label=F("source__label"),
        source_published=F("source__published_earliest"),
        alone=ExpressionWrapper(Q(stance=Stance.SUPPORTS) & ~Exists(other_support(model)), BooleanField()),
    )
    if issubclass(record_model, Publishable):
        citations = citations.filter(record__in=record_model.objects.published())
    return citations


def other_support(model):
    """Return the supporting citations of other sources for what a citation in the outer query speaks for.

    A citation for the whole record supports each of its fields too.
    """
    rows = model.row_fields()
    same = {f"same_{row}": Coalesce(OuterRef(f"{row}_id"), 0) for row in rows}
    others = model.objects.alias(**{f"same_{row}": Coalesce(f"{row}_id", 0) for row in rows})
    others = others.filter(Q(field=OuterRef("field")) | Q(field=""), record=OuterRef("record"), **same)
    return others.filter(stance=Stance.SUPPORTS).exclude(source=OuterRef("source"))


def record_name(model):
    """Return an expression for what ``str()`` says of the cited record."""
    return model.name_expression("record__")


def row_type(row):
    """Return an expression: the name of the row relation where it is set, else NULL."""
    return Case(When(**{f"{row}__isnull": False}, then=text(row)))


def cited_types():
    """Return the types whose records are cited, in the order in which readers are shown them."""
    return [record_type for record_type in types_for_readers() if record_type.citations]


def all_citations(narrow=lambda citations: citations, of_types=None):
    """Return every public citation as mappings of ``COLUMNS``, in a total order, in one query.

    ``narrow`` is applied to the citations of each record type before they are joined.
    """
    parts = []
    for record_type in of_types or cited_types():
        parts.append(narrow(public_citations(record_type)).order_by().values(*COLUMNS))
    return parts[0].union(*parts[1:], all=True).order_by(*ORDER)


def cited_keys():
    """Return the key of every published record that can cite a source, as choices, in one query."""
    parts = []
    for record_type in cited_types():
        parts.append(record_type.model.objects.published().order_by().values_list(record_type.key_field, flat=True))
    return [(key, key) for key in sorted(parts[0].union(*parts[1:]))]

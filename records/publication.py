"""When a record may be public: evidence for everything it says, and no reference to anything hidden.

Checked when all rows of a record are in place: by the loader, by the admin's whole form and by its actions.
"""

from django.utils.translation import gettext as _

from records import registry
from records.models import Publication, Publishable


def problems(record):
    """Return sentences saying why ``record`` may not be in its present state of publication; empty when it may."""
    if not isinstance(record, Publishable):
        # Always public: a country; a source is evidence itself.
        return missing_evidence(record)
    if record.publication == Publication.PUBLISHED:
        return missing_evidence(record) + unpublished_references(record)
    return published_referrers(record)


def missing_evidence(record):
    """Return a sentence for the fields, and one for each row, without a supporting citation."""
    if not record.record_type.citations:
        return []
    sentences = []
    if isinstance(record, Publishable) and not record.citations.all():
        sentences.append(_("No source is cited for it."))
    fields = record.cited_evidence.unsupported_fields()
    if fields:
        sentence = _(
            "No citation names %(fields)s: name each in the citation of a source that states it."
        )
        sentences.append(sentence % {"fields": ", ".join(fields)})
    for row in record.cited_evidence.unsupported_rows():
        sentences.append(
            _("No citation for %(kind)s “%(row)s”.")
            % {"kind": row.row_kind.verbose_name, "row": row}
        )
    return sentences


def unpublished_references(record):
    """Return a sentence for each record that this one refers to and the public cannot see."""
    # A row may refer to what the record does not: an institution, a paper.
    targets = registry.references(record)
    for kind in record.record_type.rows:
        for row in kind.of(record):
            targets += registry.references(row)
    sentences = []
    for target in targets:
        if (
            isinstance(target, Publishable)
            and target.publication != Publication.PUBLISHED
        ):
            type_name = target.record_type.verbose_name.capitalize()
            sentences.append(
                _("%(type)s “%(record)s” is not published.")
                % {"type": type_name, "record": target}
            )
    return _unrepeated(sentences)


def published_referrers(record):
    """Return a sentence for each published record that refers to this one, which therefore cannot be hidden."""
    sentences = []
    for model, name in registry.relations_to(type(record)):
        for referrer in _published_referrers(record, model, name):
            type_name = referrer.record_type.verbose_name.capitalize()
            sentence = _("%(type)s “%(record)s” refers to it and is published.")
            sentences.append(sentence % {"type": type_name, "record": referrer})
    return _unrepeated(sentences)


def _published_referrers(record, model, name):
    """Return the published records that refer to ``record`` by the field ``name`` of theirs or of one of their rows."""
    if issubclass(model, Publishable):
        return model.objects.published().filter(**{name: record}).for_naming()
    owner = registry.owner_of(model)
    # Rows of what has no state of publication, such as the authors of a source.
    if not issubclass(owner, Publishable):
        return []
    rows = model.objects.filter(**{name: record})
    return owner.objects.published().filter(pk__in=rows.values("record")).for_naming()


def _unrepeated(sentences):
    # A dictionary keeps the order, a set would not.
    return list(dict.fromkeys(sentences))

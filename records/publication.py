"""When a record may be public: evidence for everything it says, and nothing it refers to hidden.

Checked when all rows of a record are in place: by the loader, by the admin's whole form and by its actions.
"""

from django.db import models

from records.models import Publication, Publishable, Stance

# Fields that say nothing about the world: addresses, states, and what a vocabulary of ours sorts by.
WITHOUT_EVIDENCE = {"slug", "former_slugs", "publication", "note", "explanation"}


def problems(record):
    """Return sentences saying why ``record`` may not be in its present state of publication; empty when it may."""
    if not isinstance(record, Publishable):
        return []
    if record.publication == Publication.PUBLISHED:
        return missing_evidence(record) + unpublished_references(record)
    return published_referrers(record)


def stated_fields(record):
    """Return the names of the fields in which the record states something."""
    return [
        field.name
        for field in record._meta.concrete_fields
        if field.editable
        and not field.primary_key
        and field.name not in WITHOUT_EVIDENCE
        and is_stated(getattr(record, field.attname))
    ]


def is_stated(value):
    """Tell whether a value says something; a number does, zero included."""
    return value not in ("", None) and value is not False


def missing_evidence(record):
    """Return a sentence for each field and row without a supporting citation.

    A citation for the whole record speaks for all its fields; each row needs its own.
    """
    supporting = {
        target
        for target, citations in record.citations_by_target().items()
        if any(citation.stance == Stance.SUPPORTS for citation in citations)
    }
    found = []
    if ("", 0) not in supporting:
        lacking = [name for name in stated_fields(record) if (name, 0) not in supporting]
        if lacking:
            found.append(f"No citation for {', '.join(lacking)}, and none for the whole record.")
    for kind in record.record_type.rows:
        if kind.cited_as:
            found += [
                f"No citation for {kind.model._meta.verbose_name} “{row}”."
                for row in getattr(record, kind.relation).all()
                if (kind.cited_as, row.pk) not in supporting
            ]
    return found


def unpublished_references(record):
    """Return a sentence for each record that this one refers to and the public cannot see."""
    rows = [row for kind in record.record_type.rows for row in getattr(record, kind.relation).all()]
    referred = [target for instance in (record, *rows) for target in references(instance)]
    found = [
        f"{target._meta.verbose_name.capitalize()} “{target}” is not published."
        for target in referred
        if isinstance(target, Publishable) and target.publication != Publication.PUBLISHED
    ]
    return list(dict.fromkeys(found))


def references(instance):
    """Return what a record, or a row beside its record, refers to."""
    single = [field.name for field in instance._meta.concrete_fields if field.is_relation and field.name != "record"]
    several = [field.name for field in instance._meta.many_to_many]
    return [
        *(getattr(instance, name) for name in single),
        *(target for name in several for target in getattr(instance, name).all()),
    ]


def published_referrers(record):
    """Return a sentence for each published record that refers to this one, which therefore cannot be hidden."""
    found = []
    for relation in record._meta.related_objects:
        if not relation.many_to_many and relation.on_delete is not models.PROTECT:
            continue
        model = relation.related_model
        if issubclass(model, Publishable):
            referring = model.objects.published().filter(**{relation.field.name: record})
        elif issubclass(owner := model._meta.get_field("record").related_model, Publishable):
            rows = model.objects.filter(**{relation.field.name: record}).values("record")
            referring = owner.objects.published().filter(pk__in=rows)
        else:
            continue
        found += [
            f"{other._meta.verbose_name.capitalize()} “{other}” refers to it and is published." for other in referring
        ]
    return list(dict.fromkeys(found))

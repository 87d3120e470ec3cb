"""What migrations do with vocabularies, with figures and with identifiers."""

from django.db.migrations import RunPython
from django.db.migrations.operations.base import Operation, OperationCategory
from django.utils.text import slugify

from records.fields import OneOf
from records.models import NAMES_SEPARATOR, citation_key, split_names
from records.quantities import QuantityKind
from records.units import to_si


class ChangeTerms(Operation):
    """Make the constraints of every table that uses a vocabulary again, with its terms as the code has them now.

    ``terms`` are those of the vocabulary when the migration was written. ``makemigrations`` compares the code with
    them, and writes such an operation for a vocabulary that changed.
    """

    category = OperationCategory.ALTERATION

    def __init__(self, vocabulary, terms):
        self.vocabulary = vocabulary
        self.terms = terms

    def state_forwards(self, app_label, state):
        """Change nothing: what migrations know of a table does not include the terms."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in to_state.apps.get_models():
            if not self.allow_migrate_model(schema_editor.connection.alias, model):
                continue
            for constraint in model._meta.constraints:
                if (
                    isinstance(constraint, OneOf)
                    and constraint.vocabulary == self.vocabulary
                ):
                    schema_editor.remove_constraint(model, constraint)
                    schema_editor.add_constraint(model, constraint)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        # Code of before brings its own terms.
        self.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self):
        return f"Change the terms of the vocabulary {self.vocabulary}"

    @property
    def migration_name_fragment(self):
        return f"terms_of_{self.vocabulary.replace('-', '_')}"


def derive_figures(model_names, units):
    """Return an operation that derives the bounds of figures in some units again, by the table of units as it is now.

    For a unit that is compared in another one than before. ``model_names`` are tables of figures of the same package.
    """

    def derive(apps, schema_editor):
        for model_name in model_names:
            figures = apps.get_model(model_name).objects
            for figure in figures.filter(unit__in=units):
                figures.filter(pk=figure.pk).update(
                    si_low=to_si(figure.low, figure.unit),
                    si_high=to_si(figure.high, figure.unit),
                )

    # What follows from other columns needs no way back: code of before derives its own with each save.
    return RunPython(derive, RunPython.noop)


def spell_quantities(model_names):
    """Return an operation that writes quantities as their vocabulary does: "Mass" becomes "mass".

    ``ValueError`` is raised for quantities that are no terms, with all of them and the tables that hold them.
    """

    def spell(apps, schema_editor):
        unknown = []
        for model_name in model_names:
            figures = apps.get_model(model_name).objects
            written = figures.order_by("quantity").values_list("quantity", flat=True)
            for former in written.distinct():
                term = slugify(former.replace("_", "-"))
                if term not in QuantityKind.values:
                    unknown.append(f"{former} ({model_name})")
                elif term != former:
                    figures.filter(quantity=former).update(quantity=term)
        if unknown:
            raise ValueError(
                f"These quantities are no terms of records/quantities.py: {', '.join(unknown)}. Add terms for them "
                "there, or give the figures another quantity before the migration."
            )

    return RunPython(spell, RunPython.noop)


def move_identifiers(record_model, schemes):
    """Return an operation that makes identifiers of columns, and of what cites these, citations of the identifiers.

    ``schemes`` are those of the columns, by their names. ``ValueError`` is raised for a value that several records
    have, with their names: the identifiers of a scheme are unique.
    """

    def move(apps, schema_editor):
        records = apps.get_model(record_model).objects
        citations = apps.get_model(f"{record_model}Citation").objects
        identifiers = apps.get_model(f"{record_model}Identifier").objects
        for name, scheme in schemes.items():
            _refuse_repeated(records.exclude(**{name: ""}), name)
            for record in records.exclude(**{name: ""}):
                identifier = identifiers.create(
                    record=record,
                    key=scheme,
                    position=identifiers.filter(record=record).count() + 1,
                    scheme=scheme,
                    value=getattr(record, name),
                )
                for citation in _naming(citations.filter(record=record), name):
                    citation.pk = None
                    citation.field = ""
                    citation.identifier = identifier
                    citation.key = citation_key(citation, "identifier", identifier.key)
                    citation.save()
            for citation in _naming(citations, name):
                names = split_names(citation.field)
                names.remove(name)
                citation.field = NAMES_SEPARATOR.join(names)
                citation.key = citation_key(citation, citation.field, "")
                _replace(citations, citation, was_moved=not names)

    return RunPython(move, RunPython.noop)


def _refuse_repeated(records, name):
    slugs = {}
    for slug, value in records.values_list("slug", name):
        slugs.setdefault(value, []).append(slug)
    repeated = [
        f"{value} ({', '.join(of_value)})"
        for value, of_value in slugs.items()
        if len(of_value) > 1
    ]
    if repeated:
        raise ValueError(
            f"Several records have the same {name}: {'; '.join(repeated)}. Leave it to one of them first."
        )


def _naming(citations, name):
    """Return the citations that name a field, as they were entered."""
    naming = citations.filter(field__contains=name).order_by("pk")
    return [
        citation
        for citation in naming.select_related("source")
        if name in split_names(citation.field)
    ]


def _replace(citations, citation, was_moved):
    """Store a citation that names fewer fields; delete one that names none or is there already."""
    others = citations.filter(record=citation.record_id, key=citation.key)
    if was_moved or others.exclude(pk=citation.pk).exists():
        citation.delete()
    else:
        citation.save()

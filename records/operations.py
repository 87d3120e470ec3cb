"""What migrations do with vocabularies and with figures."""

from django.db.migrations import RunPython
from django.db.migrations.operations.base import Operation, OperationCategory
from django.utils.text import slugify

from records.fields import OneOf
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

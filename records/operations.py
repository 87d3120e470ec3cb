"""What migrations do with vocabularies."""

from django.db.migrations.operations.base import Operation, OperationCategory

from records.fields import OneOf


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

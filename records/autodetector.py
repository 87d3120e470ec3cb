"""Noticing that the terms of a vocabulary changed, for Django's commands ``makemigrations`` and ``migrate``."""

from django.db.migrations.autodetector import MigrationAutodetector

from records.fields import OneOf, Vocabulary
from records.operations import ChangeTerms


class Autodetector(MigrationAutodetector):
    """Finds stored vocabularies whose terms are not those that the migrations of ``records`` know."""

    def _detect_changes(self, convert_apps=None, graph=None):
        self.known_terms = terms_in_migrations(graph)
        # Read first: Django takes the constraints of a new model out of its options on the way.
        self.vocabularies = self.stored_vocabularies()
        changes = super()._detect_changes(convert_apps, graph)
        # Django takes an app without models for one without migrations, and would call each of them "initial".
        for migration in changes.get("records", []):
            migration.initial = False
        return changes

    def generate_altered_constraints(self):
        super().generate_altered_constraints()
        for name in self.vocabularies:
            terms = Vocabulary.named(name).values
            if terms != self.known_terms.get(name):
                self.add_operation("records", ChangeTerms(name, terms))

    def stored_vocabularies(self):
        """Return the public names of the vocabularies that the models use, in the order of names."""
        names = set()
        for model in self.to_state.models.values():
            for constraint in model.options.get("constraints", []):
                if isinstance(constraint, OneOf):
                    names.add(constraint.vocabulary)
        return sorted(names)


def terms_in_migrations(graph):
    """Return the terms that migrations know of each vocabulary, by its public name."""
    terms = {}
    for leaf in graph.leaf_nodes("records"):
        for node in graph.forwards_plan(leaf):
            for operation in graph.nodes[node].operations:
                # The first of them change the state alone.
                for change in getattr(operation, "state_operations", [operation]):
                    if isinstance(change, ChangeTerms):
                        terms[change.vocabulary] = list(change.terms)
    return terms

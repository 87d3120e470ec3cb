"""The closed vocabularies under their public names."""

from records.fields import Vocabulary


def vocabularies():
    """Return every vocabulary that has a public name by that name, in the order of names."""
    named = {}
    for vocabulary in Vocabulary.__subclasses__():
        if vocabulary.public_name:
            named[vocabulary.public_name] = vocabulary
    return dict(sorted(named.items()))


def vocabulary_of(field):
    """Return the vocabulary whose terms are the choices of a model's field; ``None`` where there is none.

    Django keeps the choices of a field and not the class that they come from, so it is found by them.
    """
    for vocabulary in Vocabulary.__subclasses__():
        if vocabulary.choices == list(field.choices):
            return vocabulary
    return None

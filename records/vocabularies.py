"""The closed vocabularies under their public names."""

from records.fields import Vocabulary


def vocabularies():
    """Return every vocabulary that has a public name by that name, in the order of names."""
    by_name = {}
    for vocabulary in Vocabulary.__subclasses__():
        if vocabulary.public_name:
            by_name[vocabulary.public_name] = vocabulary
    return dict(sorted(by_name.items()))


def vocabulary_of(field):
    """Return the vocabulary whose terms a model field takes, or ``None``.

    Django keeps the choices of a field and forgets the class that they came from.
    """
    for vocabulary in vocabularies().values():
        if vocabulary.choices == list(field.choices or []):
            return vocabulary
    return None

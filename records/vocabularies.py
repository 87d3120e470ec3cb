"""The closed vocabularies under their public names."""

from records.fields import Vocabulary


def vocabularies():
    """Return every vocabulary that has a public name by that name, in the order of names."""
    by_name = {}
    for vocabulary in Vocabulary.__subclasses__():
        if vocabulary.public_name:
            by_name[vocabulary.public_name] = vocabulary
    return dict(sorted(by_name.items()))

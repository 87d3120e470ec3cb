"""The closed vocabularies under their public names."""

from records.fields import Vocabulary


def vocabularies():
    """Return every vocabulary that has a public name by that name, in the order of names."""
    named = {}
    for vocabulary in Vocabulary.__subclasses__():
        if vocabulary.public_name:
            named[vocabulary.public_name] = vocabulary
    return dict(sorted(named.items()))

"""The records that the description of the API takes as examples."""

from django.conf import settings
from django.core.management.base import CommandError

from exchange import files
from records.models import Publication
from records.registry import record_types


def check_examples():
    """Raise ``CommandError`` where the ``example_key`` of a type is not the key of a published record in the files."""
    keys = {record_type: set() for record_type in record_types()}
    for record_type, _path, form in files.read(settings.FIXTURES_DIR):
        # Sources and countries have no state of publication.
        if form.get("publication", Publication.PUBLISHED) == Publication.PUBLISHED:
            keys[record_type].add(form[record_type.key_field])
    for record_type, keys_of_type in keys.items():
        if record_type.in_api and record_type.example_key not in keys_of_type:
            raise CommandError(
                f"{record_type.plural}: example_key is “{record_type.example_key}”, "
                "which is no published record in fixtures/."
            )

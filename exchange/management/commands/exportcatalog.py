"""Write the database to the catalogue's files."""

from django.conf import settings
from django.core.management.base import BaseCommand

from exchange import files
from records import canonical
from records.registry import record_types


class Command(BaseCommand):
    help = "Write every record to the files of the catalogue, drafts included, so that edits can be reviewed as a diff."

    def add_arguments(self, parser):
        parser.add_argument(
            "directory", nargs="?", default=settings.BASE_DIR / "fixtures"
        )

    def handle(self, directory, **options):
        forms = {}
        for record_type in record_types():
            records = record_type.model._base_manager.order_by(record_type.key_field)
            forms[record_type] = [
                canonical.canonical(record) for record in canonical.prefetched(records)
            ]
        count = files.write(directory, forms)
        self.stdout.write(f"Wrote {count} records to {directory}.")

"""Write the database to the catalogue's files."""

from django.conf import settings
from django.core.management.base import BaseCommand

from catalog import canonical, files


class Command(BaseCommand):
    help = "Write every record to the files of the catalogue, drafts included, so that edits can be reviewed as a diff."

    def add_arguments(self, parser):
        parser.add_argument("directory", nargs="?", default=settings.BASE_DIR / "fixtures")

    def handle(self, directory, **options):
        forms = {
            model: [
                canonical.canonical(record)
                for record in canonical.prefetched(model._base_manager.order_by(model.key_field))
            ]
            for model in canonical.RECORD_TYPES
        }
        count = files.write(directory, forms)
        self.stdout.write(f"Wrote {count} records to {directory}.")

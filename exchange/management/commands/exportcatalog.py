"""Write the database to the catalogue's files."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exchange.exporting import ExportError, export


class Command(BaseCommand):
    help = (
        "Write every record to the files of the catalogue, drafts included, so that edits can be reviewed as a diff. "
        "Files that were edited since they were last loaded or exported are not written over."
    )

    def add_arguments(self, parser):
        parser.add_argument("directory", nargs="?", default=settings.FIXTURES_DIR)
        parser.add_argument(
            "--merge",
            action="store_true",
            help="merge edits in the files with those in the database, and mark where somebody has to choose",
        )

    def handle(self, directory, merge, **options):
        try:
            report = export(directory, merge)
        except ExportError as error:
            raise CommandError(f"Nothing was written. {error}") from error
        self.stdout.write(f"Wrote {report.written} records to {directory}.")
        for note in report.notes:
            self.stdout.write(note)

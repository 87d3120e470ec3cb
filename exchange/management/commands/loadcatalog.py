"""Load the catalogue's files into the database."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exchange.loading import LoadError, load


class Command(BaseCommand):
    help = "Load the files of the catalogue, all or nothing. Edits made in the database since the last load are kept."

    def add_arguments(self, parser):
        parser.add_argument("directory", nargs="?", default=settings.FIXTURES_DIR)
        parser.add_argument(
            "--replace",
            action="store_true",
            help="let the files win over edits made in the database since the last load",
        )
        parser.add_argument(
            "--why", default="", help="the reason of the changes, for the history"
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="try everything, say what would become of each record, and keep nothing",
        )

    def handle(self, directory, replace, why, dry_run, **options):
        try:
            report = load(directory, replace, why, dry_run)
        except LoadError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        if dry_run:
            if report.plan:
                self.stdout.write(report.plan)
            self.stdout.write(f"Nothing was kept. Loading {directory} gives: {report}")
            return
        self.stdout.write(f"Loaded {directory}: {report}")

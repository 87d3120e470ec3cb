"""Load the catalogue's files into the database."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from exchange.loading import LoadError, load


class Command(BaseCommand):
    help = "Load the files of the catalogue, all or nothing. Edits made in the database since the last load are kept."

    def add_arguments(self, parser):
        parser.add_argument(
            "directory", nargs="?", default=settings.BASE_DIR / "fixtures"
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="let the files win over edits made in the database since the last load",
        )

        parser.add_argument(
            "--why", default="", help="the reason of the changes, for the history"
        )

    def handle(self, directory, replace, why, **options):
        try:
            report = load(directory, replace, why)
        except LoadError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        self.stdout.write(f"Loaded {directory}: {report}")

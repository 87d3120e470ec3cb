"""Record in the history what was changed by other routes than the admin and the loader."""

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from history.recording import UndeclaredType, record_all_changes


class Command(BaseCommand):
    help = "Compare every record with the last change recorded of it, and record what differs."

    def add_arguments(self, parser):
        parser.add_argument("--why", default="", help="the reason of the changes")

    def handle(self, why, **options):
        try:
            with transaction.atomic():
                count = record_all_changes(by="recordchanges", why=why)
        except UndeclaredType as error:
            raise CommandError(f"Nothing was recorded. {error}") from error
        self.stdout.write(f"{count} changes recorded.")

"""Check the whole catalogue, beyond what the database and the forms keep."""

import datetime

from django.core.management.base import BaseCommand, CommandError

from exchange.checking import problems


class Command(BaseCommand):
    help = "Check evidence, dates, identifiers, addresses and doubles of the whole catalogue; exit 1 for a problem."

    def add_arguments(self, parser):
        parser.add_argument(
            "--today",
            type=datetime.date.fromisoformat,
            help="The day by which plans are asked whether their last day has passed, like 2026-11-28.",
        )

    def handle(self, **options):
        sentences = problems(options["today"])
        for sentence in sentences:
            self.stdout.write(sentence)
        if sentences:
            raise CommandError(f"{len(sentences)} problems.")
        self.stdout.write("The catalogue is in order.")

"""Check the whole catalogue, beyond what the database and the forms keep."""

from django.core.management.base import BaseCommand, CommandError

from exchange.checking import problems


class Command(BaseCommand):
    help = "Check evidence, dates, identifiers, addresses and doubles of the whole catalogue; exit 1 for a problem."

    def handle(self, **options):
        sentences = problems()
        for sentence in sentences:
            self.stdout.write(sentence)
        if sentences:
            raise CommandError(f"{len(sentences)} problems.")
        self.stdout.write("The catalogue is in order.")

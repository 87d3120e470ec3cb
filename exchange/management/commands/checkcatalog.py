"""Check the whole catalogue, beyond what the database and the forms keep."""

from django.core.management.base import BaseCommand, CommandError

from exchange.checking import problems


class Command(BaseCommand):
    help = "Check evidence, dates, identifiers, addresses and doubles of the whole catalogue; exit 1 for a problem."

    def handle(self, **options):
        found = problems()
        for problem in found:
            self.stdout.write(problem)
        if found:
            raise CommandError(f"{len(found)} problems.")
        self.stdout.write("The catalogue is in order.")

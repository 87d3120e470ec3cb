"""Bring everything that is stored up to this release, while another one may still serve."""

from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = (
        "Migrate and load the catalogue (keeping edits). The server may run meanwhile; reload it afterwards "
        "(make reload)."
    )

    def handle(self, **options):
        call_command("migrate", verbosity=0)
        call_command("loadcatalog", stdout=self.stdout)

"""Django's own command, which says also where the migration of a vocabulary is missing."""

from django.core.management.commands import migrate

from records.autodetector import Autodetector


class Command(migrate.Command):
    autodetector = Autodetector

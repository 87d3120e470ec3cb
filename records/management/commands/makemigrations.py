"""Django's own command, which notices also that the terms of a vocabulary changed."""

from django.core.management.commands import makemigrations

from records.autodetector import Autodetector


class Command(makemigrations.Command):
    autodetector = Autodetector

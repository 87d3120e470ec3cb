"""What every file says of the licence."""

from django.conf import settings

NO_LICENCE = "No licence has been granted yet."


def licence_statement():
    """Return what the catalogue says of its licence."""
    if not settings.LICENCE:
        return NO_LICENCE
    return f"Licence: {settings.LICENCE}."

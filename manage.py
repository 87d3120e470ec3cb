#!/usr/bin/env python
"""Run a Django command; a wrong setting or an unreachable database ends it with one sentence."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import OperationalError


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Configuration: {error}")
    except OperationalError as error:
        if os.environ.get("DEBUG"):
            raise
        reason = str(error).strip().splitlines()[0]
        sys.exit(
            f"The database does not answer ({reason}). "
            "Check DATABASE_URL, and that its server runs and accepts this user."
        )


if __name__ == "__main__":
    main()

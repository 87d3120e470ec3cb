"""Reading the revision of the catalogue.

A transaction that changes content holds the revision's row until it ends, so that numbers follow the order of commits:
who reads the revision and then the content sees content of that revision or a later one, never of an earlier one.
"""

import time
from datetime import UTC

from django.db import InterfaceError, OperationalError, connection

from history.models import Revision

# In seconds. A connection that was lost says so at once.
LONGEST_LOSS = 0.5


def current():
    """Return the ``Revision`` of the catalogue as the database has it now.

    A cached answer costs this query alone. So it is itself the check that a persistent connection still works
    (CONN_HEALTH_CHECKS): one that was lost, as when PostgreSQL restarts, is opened again and asked once more.
    """
    # A file of SQLite is looked for without a query.
    if connection.vendor == "postgresql":
        connection.health_check_done = True
    began = time.monotonic()
    try:
        return _read()
    except (OperationalError, InterfaceError):
        # A transaction is lost with its connection, so what it read before would no longer hold.
        if connection.in_atomic_block:
            raise
        # Who waits in vain once must not wait twice.
        if time.monotonic() - began > LONGEST_LOSS:
            raise
        connection.close()
        return _read()


def _read():
    """Read the one row without the ORM, whose share is a tenth of what a cached answer costs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT number, moved_at, token FROM history_revision")
        number, moved_at, token = cursor.fetchone()
    # SQLite stores it in UTC without saying so.
    if moved_at.tzinfo is None:
        moved_at = moved_at.replace(tzinfo=UTC)
    return Revision(number=number, moved_at=moved_at, token=token)

"""Whether the database answers: what its errors mean, how long it is waited for, and when it is asked again.

Commands wait as long as it takes; a server does not, because each of its threads that waits is one less for readers.
"""

import logging
import select
import threading
import time

import psycopg2
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from psycopg2 import extensions

logger = logging.getLogger(__name__)
# In seconds. Between two attempts to ask a database that did not answer, others are told so at once.
PAUSE = 5
# In seconds, what an answer without the database says of when to ask again.
RETRY_AFTER = 30


def is_of_database(error):
    """Return whether an error means that the database does not answer, not that it was asked wrongly.

    It is stopped, cut off, locked, full or damaged. SQLite tells a damaged file by the plain ``DatabaseError``.
    """
    return (
        isinstance(error, (OperationalError, InterfaceError))
        or type(error) is DatabaseError
    )


class Outage:
    """That the database does not answer, for all threads of a process.

    Who finds out pays with the time of waiting; the others are answered at once until the pause is over. Then one
    request asks again, while the rest go on without.
    """

    def __init__(self):
        self.lock = threading.Lock()
        self.is_known = False
        self.asked_again = 0.0

    def begin(self, error):
        """Take into account that the database did not answer, for the reason that ``error`` gives."""
        with self.lock:
            if not self.is_known:
                logger.error("The database does not answer: %s", first_line(error))
            self.is_known = True
            self.asked_again = time.monotonic() + PAUSE

    def end(self):
        """Take into account that the database answered."""
        if not self.is_known:
            return
        with self.lock:
            if self.is_known:
                logger.warning("The database answers again.")
            self.is_known = False

    def spares_asking(self):
        """Return whether a request is to be answered without the database."""
        if not self.is_known:
            return False
        with self.lock:
            now = time.monotonic()
            if now < self.asked_again:
                return True
            self.asked_again = now + PAUSE
            return False


outage = Outage()


def note(error):
    """Take an error of the database into account: one that cost the connection is an outage, a busy one is not."""
    if connection.vendor == "postgresql" and not has_connection():
        outage.begin(error)
    else:
        logger.error("The database could not do what was asked: %s", first_line(error))


def has_connection():
    """Return whether the connection to PostgreSQL still stands."""
    return connection.connection is not None and not connection.connection.closed


def first_line(error):
    """Return what an error says, without the statement that may follow."""
    return str(error).partition("\n")[0]


def limit_waiting(seconds):
    """Let no statement of this process wait for PostgreSQL longer than ``seconds``, nor an attempt to connect.

    PostgreSQL's own time-outs do not fire while the server is frozen, and neither do TCP's, because the kernel still
    acknowledges. Raises ``psycopg2.OperationalError`` in the statement; psycopg2 then closes the connection itself.
    """
    events = {
        extensions.POLL_READ: select.POLLIN,
        extensions.POLL_WRITE: select.POLLOUT,
    }

    def wait(waiting_connection):
        deadline = time.monotonic() + seconds
        while True:
            state = waiting_connection.poll()
            if state == extensions.POLL_OK:
                return
            # Not select.select(), which takes no descriptor above 1023.
            poll = select.poll()
            poll.register(waiting_connection.fileno(), events[state])
            left = deadline - time.monotonic()
            if left <= 0 or not poll.poll(left * 1000):
                raise psycopg2.OperationalError(
                    f"no answer from the server within {seconds} seconds"
                )

    extensions.set_wait_callback(wait)

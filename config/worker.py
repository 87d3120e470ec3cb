"""The worker of the production server: Gunicorn looks after the processes, Waitress speaks with the clients.

Waitress reads requests and writes answers in one thread that never waits, so that a client which sends a byte a second
holds a connection and no more; a complete request is given to one of the threads.
"""

import os
import time

from django.conf import settings
from gunicorn.workers.base import Worker
from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ThreadedTaskDispatcher, WSGITask
from waitress.wasyncore import loop

# Of a process. Most systems let one open 1024 files; the rest is for databases and the log.
MOST_CONNECTIONS = 900
# In bytes. The largest form of the admin is some hundred kilobytes.
LARGEST_HEADER = 2**16
LARGEST_BODY = 10 * 2**20
# In seconds. So long a process that ends still reads what was sent to it before it stopped to accept.
LAST_READING = 1


class Answer(WSGITask):
    """An answer without content to HEAD.

    Waitress leaves it to the application to give none, and Django to the server. A client that asks again on the same
    connection would take the content for the next answer. Even without content Waitress ends it, if it is chunked.
    """

    def write(self, data):
        super().write(b"" if self.request.command == "HEAD" else data)

    def finish(self):
        if self.request.command != "HEAD":
            super().finish()
        elif not self.wrote_header:
            self.write(b"")


class PatientChannel(HTTPChannel):
    """A connection whose client has a time for a whole request, not from byte to byte."""

    task_class = Answer

    def handle_read(self):
        began = self.last_activity
        was_incomplete = self.request is not None
        super().handle_read()
        if was_incomplete and self.request is not None:
            self.last_activity = began


class Dispatcher(ThreadedTaskDispatcher):
    """Gives requests to threads; whether the process lives is said by a thread of its own, while all others wait."""

    def __init__(self):
        super().__init__()
        self.of_health = ThreadedTaskDispatcher()
        self.of_health.set_thread_count(1)

    def add_task(self, task):
        request = task.requests[0]
        # A request that cannot be read has no path.
        if request.error is None and request.path == "/healthz":
            self.of_health.add_task(task)
        else:
            super().add_task(task)


class BufferingWorker(Worker):
    """A process of the server."""

    def run(self):
        dispatcher = Dispatcher()
        dispatcher.set_thread_count(self.cfg.threads)
        server = create_server(
            self.wsgi,
            _dispatcher=dispatcher,
            sockets=self.sockets_of_gunicorn(),
            # As Django expects them; the application decides itself which proxies to believe (NUM_PROXIES).
            clear_untrusted_proxy_headers=False,
            connection_limit=MOST_CONNECTIONS,
            asyncore_use_poll=True,
            channel_timeout=settings.REQUEST_TIMEOUT,
            cleanup_interval=1,
            max_request_header_size=LARGEST_HEADER,
            max_request_body_size=LARGEST_BODY,
            ident=None,
        )
        server.channel_class = PatientChannel
        # Without its master, whom nobody could tell to stop, it stops by itself.
        while self.alive and self.ppid == os.getppid():
            self.notify()
            loop(timeout=1, map=server._map, use_poll=True, count=1)
        self.finish(server, dispatcher)

    def sockets_of_gunicorn(self):
        """Return the listening sockets as plain ones, which Waitress asks for."""
        return [listener.sock for listener in self.sockets]

    def finish(self, server, dispatcher):
        """Accept nothing new, answer what was asked, and end."""
        server.accepting = False
        server.del_channel()
        began = time.monotonic()
        while time.monotonic() < began + self.cfg.graceful_timeout:
            channels = list(server.active_channels.values())
            is_busy = any(is_in_work(channel) for channel in channels)
            if not is_busy and time.monotonic() > began + LAST_READING:
                break
            self.notify()
            loop(timeout=0.1, map=server._map, use_poll=True, count=1)
        dispatcher.shutdown(timeout=1)


def is_in_work(channel):
    """Return whether a request of a connection is being answered, or its answer not yet sent."""
    return bool(channel.requests or channel.total_outbufs_len)

"""Bring the database up to date, load the catalogue and serve it as in production."""

import errno
import os
import shutil
import socket
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Release the catalogue and serve it with a production server."

    def handle(self, **options):
        self.refuse_taken_port()
        call_command("release", stdout=self.stdout)
        self.stdout.write(
            f"The catalogue is at http://{settings.LISTEN}:{settings.PORT}/  (stop with Ctrl-C)"
        )
        self.stdout.write(
            "To edit it at /admin/, make an administrator in another terminal: make admin"
        )
        self.stdout.flush()
        # The one beside the running Python, whose environment need not be activated.
        gunicorn = shutil.which("gunicorn", path=os.path.dirname(sys.executable))
        if gunicorn is None:
            gunicorn = "gunicorn"
        arguments = [
            "--bind",
            f"{settings.LISTEN}:{settings.PORT}",
            "--worker-class",
            "config.worker.BufferingWorker",
            "--workers",
            str(settings.WORKERS),
            "--threads",
            str(settings.THREADS),
            "--pid",
            str(settings.VAR_DIR / f"server-{settings.PORT}.pid"),
            # It is one of the user's for all servers, and nothing here is controlled by it.
            "--no-control-socket",
            "--log-level",
            "warning",
        ]
        os.execv(gunicorn, [gunicorn, *arguments, "config.wsgi"])  # noqa: S606 - becomes the server

    def refuse_taken_port(self):
        """Raise ``CommandError`` if another program listens on the port, before the catalogue is loaded."""
        with socket.socket() as probe:
            # A port is free for a server as soon as the one before it has stopped.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.LISTEN, settings.PORT))
            except OSError as error:
                message = f"Port {settings.PORT} is taken by another program. Choose one: make run PORT=8001"
                if error.errno != errno.EADDRINUSE:
                    message = (
                        f"{settings.LISTEN} cannot be listened on at port {settings.PORT}: {error.strerror}. LISTEN "
                        "must be an IPv4 address of this machine, or 0.0.0.0 for all of them."
                    )
                raise CommandError(message) from error

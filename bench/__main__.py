"""Measure the API on SQLite and PostgreSQL, with the shipped catalogue and with ten thousand payloads: ``make bench``.

One client asks one gunicorn worker, one request after the other. "Unchanged": the answer is kept. "Changed": a row is
changed before each request, so that the answer is made anew.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.both_databases import postgresql

SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
CASES = {
    "100 payloads with partners": "/api/v1/payloads/?page_size=100",
    "one payload": "/api/v1/payloads/change-4-lnd/",
    "search": "/api/v1/search/?q=camera",
    "facets": "/api/v1/payloads/?facets=mission,country,kind,status&page_size=1",
    "CSV of everything": "/api/v1/payloads/?format=csv",
}


class Server:
    """The application and its rivals behind one gunicorn worker."""

    def __init__(self, environment):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        gunicorn = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}", "--threads", "2"]
        gunicorn += ["--keep-alive", "60", "--timeout", "120"]
        command = [*gunicorn, "--log-level", "warning", "bench.wsgi"]
        self.process = subprocess.Popen(command, env=environment)  # noqa: S603 - our own command
        for _ in range(300):
            try:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
                self.connection.request("GET", "/healthz")
                self.connection.getresponse().read()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("The server did not start.")

    def ask(self, address, **headers):
        self.connection.request("GET", address, headers=headers)
        response = self.connection.getresponse()
        return response, response.read()

    def measure(self, address, status=200, before=None, **headers):
        """Return requests per second, and the median and the 95th percentile of the times in milliseconds."""
        times, end = [], time.monotonic() + SECONDS
        while time.monotonic() < end or len(times) < 5:
            if before:
                before()
            start = time.perf_counter()
            response, _ = self.ask(address, **headers)
            times.append(time.perf_counter() - start)
            if response.status != status:
                raise SystemExit(f"{address} answered {response.status}, not {status}.")
        return 1 / statistics.mean(times), statistics.median(times) * 1000, statistics.quantiles(times, n=20)[-1] * 1000

    def stop(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait()


def line(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def told(figures):
    rate, median, slow = figures
    return f"{rate:.0f}", f"{median:.2f}", f"{slow:.2f}"


def compare(database, size, directory):
    """Print the rows of one database with one catalogue."""
    from django.db import connection  # noqa: PLC0415 - the settings read the environment, which main() makes
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    kept_bytes = Path(directory) / "bytes"
    kept_bytes.write_bytes(b"")
    server = Server(os.environ | {"BENCH_BYTES": str(kept_bytes)})

    def change():
        with connection.cursor() as cursor:
            cursor.execute("UPDATE payloads_payload SET summary = summary WHERE slug = 'change-4-lnd'")

    def row(case, figures, queries, hand="", memory=""):
        line(database, f"{size}", case, *told(figures), queries, hand, memory)

    try:
        for case, address in CASES.items():
            response, body = server.ask(address)
            if response.status != 200:
                line(database, f"{size}", case, f"not served ({response.status})", "", "", "", "", "")
                continue
            kept_bytes.write_bytes(body)
            memory = server.measure("/memory")
            hand = server.measure("/hand", before=change) if case.startswith("100") else None
            change()
            with CaptureQueriesContext(
                connection,
            ) as made:
                Client(headers={"host": "127.0.0.1"}).get(address)
            changed = server.measure(address, before=change)
            unchanged = server.measure(address)
            etag = server.ask(address)[0].headers["ETag"]
            same = server.measure(address, status=304, **{"If-None-Match": etag})
            by_hand = f"{changed[0] / hand[0]:.2f}" if hand else ""
            row(
                f"{case} ({len(body) / 1000:.0f} kB), changed",
                changed,
                str(len(made)),
                by_hand,
                f"{changed[0] / memory[0]:.2f}",
            )
            row(f"{case}, unchanged", unchanged, "1", "", f"{unchanged[0] / memory[0]:.2f}")
            row(f"{case}, 304", same, "1", "", f"{same[0] / memory[0]:.2f}")
            if hand:
                row(f"{case}, by hand", hand, "1", "1", f"{hand[0] / memory[0]:.2f}")
            row(f"{case}, from memory", memory, "0", "", "1")
    finally:
        server.stop()


def multiply(wanted):
    """Copy the published payloads and their provisions until there are ``wanted`` payloads."""
    from payloads.models import Payload, Provision  # noqa: PLC0415

    originals = list(Payload.objects.published().order_by("pk"))
    provisions = list(Provision.objects.filter(record__in=originals))
    number = Payload.objects.count()
    while number < wanted:
        slugs = {}
        copies = []
        for original in originals[: wanted - number]:
            number += 1
            values = {field.attname: getattr(original, field.attname) for field in Payload._meta.concrete_fields}
            name, slug = f"{original.name} {number}", f"synthetic-{number}"
            copy = Payload(**(values | {"id": None, "slug": slug, "name": name}))
            slugs[slug] = original.pk
            copies.append(copy)
        Payload.objects.bulk_create(copies)
        rows = []
        for copy in copies:
            for provision in provisions:
                if provision.record_id == slugs[copy.slug]:
                    values = {field.attname: getattr(provision, field.attname) for field in Provision._meta.fields}
                    rows.append(Provision(**(values | {"id": None, "record_id": copy.pk})))
        Provision.objects.bulk_create(rows)


def run(database):
    """Measure one database, which the environment names."""
    import django  # noqa: PLC0415

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415

    from payloads.models import Payload  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as directory:
        call_command("migrate", verbosity=0)
        call_command("loadcatalog", stdout=sys.stderr)
        compare(database, Payload.objects.count(), directory)
        multiply(int(os.environ.get("BENCH_PAYLOADS", "10000")))
        connection.cursor().execute("ANALYZE")
        compare(database, Payload.objects.count(), directory)


def main():
    if len(sys.argv) > 1:
        return run(sys.argv[1])
    line("database", "payloads", "answer", "requests/s", "p50 ms", "p95 ms", "queries", "of by hand", "of memory")
    line(*["---"] * 3, *["---:"] * 6)
    with tempfile.TemporaryDirectory() as directory, postgresql() as address:
        common = os.environ | {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "API_RATE": "1000000/second",
            "SECRET_KEY": "for-measuring",
            "BENCH_SQLITE": str(Path(directory) / "bench.sqlite3"),
        }
        for database, url in (("SQLite", ""), ("PostgreSQL", address)):
            command = [sys.executable, "-m", "bench", database]
            subprocess.run(command, env=common | {"DATABASE_URL": url}, check=True)  # noqa: S603 - our own command
    return None


if __name__ == "__main__":
    main()

"""Measure the API on SQLite and PostgreSQL, with the shipped catalogue and with ten thousand payloads: ``make bench``.

One client asks one gunicorn worker, one request after the other. In turn, so that whatever else the machine does slows
them alike, it asks for the API's answer after a row was changed ("changed") and for the same answer made by hand; then
for the API's kept answer ("unchanged"), for its 304, and for the same bytes from memory.
"""

import http.client
import json
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
# Each answer with its address, and what makes the same by hand where that is written.
CASES = {
    "100 payloads with partners": ("/api/v1/payloads/?page_size=100", "/hand/listed"),
    "one payload": ("/api/v1/payloads/change-4-lnd/", ""),
    "search": ("/api/v1/search/?q=camera", ""),
    "facets": ("/api/v1/payloads/?facets=mission,country,kind,status&page_size=1", "/hand/facets"),
    "CSV of everything": ("/api/v1/payloads/?format=csv", "/hand/table"),
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

    def measure(self, asked, before=None, etag=""):
        """Return the times in milliseconds of each of the named addresses, asked in turn."""
        times, end = {name: [] for name in asked}, time.monotonic() + SECONDS * len(asked)
        while time.monotonic() < end or any(len(several) < 3 for several in times.values()):
            for name, address in asked.items():
                if before:
                    before()
                headers, status = ({"If-None-Match": etag}, 304) if name == "304" else ({}, 200)
                start = time.perf_counter()
                response, _ = self.ask(address, **headers)
                times[name].append((time.perf_counter() - start) * 1000)
                if response.status != status:
                    raise SystemExit(f"{address} answered {response.status}, not {status}.")
        return times

    def stop(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait()


def line(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def same_answer(body, made):
    """Tell whether what was made by hand is what the API answered; of JSON, what it has beside links to pages."""
    if not body.startswith(b"{"):
        return body == made
    answer, made = json.loads(body), json.loads(made)
    return {name: answer.get(name) for name in made} == made


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

    try:
        for case, (address, by_hand) in CASES.items():
            _, body = server.ask(address)
            kept_bytes.write_bytes(body)
            if by_hand and not same_answer(body, server.ask(by_hand)[1]):
                raise SystemExit(f"{address} and {by_hand} answer differently.")
            with CaptureQueriesContext(connection) as made:
                answer = Client(headers={"host": "127.0.0.1"}).get(address)
                b"".join(answer)
            made_anew = {"changed": address, "by hand": by_hand} if by_hand else {"changed": address}
            times = server.measure(made_anew, before=change)
            kept = {"304": address, "from memory": "/memory"}
            if not answer.streaming:
                kept = {"unchanged": address} | kept
            times |= server.measure(kept, etag=server.ask(address)[0].headers["ETag"])
            medians = {name: statistics.median(times[name]) for name in times}
            queries = {"changed": len(made), "unchanged": 1, "304": 1, "from memory": 0}
            for name in times:
                slow = statistics.quantiles(times[name], n=20)[-1]
                rate = 1000 / statistics.mean(times[name])
                figures = [f"{rate:.1f}" if rate < 10 else f"{rate:.0f}", f"{medians[name]:.2f}", f"{slow:.2f}"]
                of_hand = f"{medians['by hand'] / medians[name]:.2f}" if by_hand and name == "changed" else ""
                of_memory = f"{medians['from memory'] / medians[name]:.2f}"
                shown = f"{case} ({len(body) / 1000:.0f} kB), {name}" if name == "changed" else f"{case}, {name}"
                line(database, f"{size}", shown, *figures, str(queries.get(name, "")), of_hand, of_memory)
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

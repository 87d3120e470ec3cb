"""Measure the API on SQLite and PostgreSQL, with the shipped catalogue and with ten thousand payloads: ``make bench``.

One client asks one gunicorn worker, one request after the other. In turn, so that whatever else the machine does slows
them alike, it asks for the API's answer after a row was changed ("changed") and for the same answer made by hand; then
for the API's kept answer ("unchanged"), for its 304, and for the same bytes from memory.
"""

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.both_databases import postgresql

SECONDS = float(os.environ.get("BENCH_SECONDS", "3"))
PAYLOADS = int(os.environ.get("BENCH_PAYLOADS", "10000"))
LEAST_REQUESTS = 3
# Each answer with its address, and what makes the same by hand where that is written.
CASES = {
    "100 payloads with partners": ("/api/v1/payloads/?page_size=100", "/hand/listed"),
    "one payload": ("/api/v1/payloads/change-4-lnd/", ""),
    "search": ("/api/v1/search/?q=camera", ""),
    "facets": (
        "/api/v1/payloads/?facets=mission,country,kind,status&page_size=1",
        "/hand/facets",
    ),
    "CSV of everything": ("/api/v1/payloads/?format=csv", "/hand/table"),
}
# The queries of each way to answer but "changed", whose queries are counted; unknown of what is made by hand.
QUERIES = {"unchanged": 1, "304": 1, "from memory": 0}


@dataclass
class Measurement:
    """What was measured of an answer: its size in bytes, and by each way to make it the times in ms and the queries."""

    size: int
    times: dict[str, list[float]]
    queries: dict[str, int]


class Server:
    """The application and its rivals behind one gunicorn worker."""

    def __init__(self, environment):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        command = [
            sys.executable,
            "-m",
            "gunicorn",
            "--bind",
            f"127.0.0.1:{self.port}",
            "--threads",
            "2",
        ]
        command += [
            "--keep-alive",
            "60",
            "--timeout",
            "120",
            "--log-level",
            "warning",
            "bench.wsgi",
        ]
        self.process = subprocess.Popen(command, env=environment)  # noqa: S603 - our own command
        self.connect()

    def connect(self):
        """Connect as soon as the server answers. Exit when it does not within half a minute."""
        for _attempt in range(300):
            try:
                self.connection = http.client.HTTPConnection(
                    "127.0.0.1", self.port, timeout=120
                )
                self.connection.request("GET", "/healthz")
                self.connection.getresponse().read()
                return
            except OSError:
                time.sleep(0.1)
        raise SystemExit("The server did not start.")

    def ask(self, address, **headers):
        """Return the response to a GET request and its body."""
        self.connection.request("GET", address, headers=headers)
        response = self.connection.getresponse()
        return response, response.read()

    def measure(self, addresses, before=None, etag=""):
        """Return the times of each of some named addresses in milliseconds. They are asked in turn.

        ``before`` is called before each request. The one named "304" is asked with ``etag``.
        """
        times = {name: [] for name in addresses}
        end = time.monotonic() + SECONDS * len(addresses)
        while time.monotonic() < end or min(map(len, times.values())) < LEAST_REQUESTS:
            for name, address in addresses.items():
                if before:
                    before()
                times[name].append(self.measure_once(name, address, etag))
        return times

    def measure_once(self, name, address, etag):
        headers = {}
        expected_status = 200
        if name == "304":
            headers = {"If-None-Match": etag}
            expected_status = 304
        start = time.perf_counter()
        response, _body = self.ask(address, **headers)
        seconds = time.perf_counter() - start
        if response.status != expected_status:
            raise SystemExit(
                f"{address} answered {response.status}, not {expected_status}."
            )
        return seconds * 1000

    def stop(self):
        self.connection.close()
        self.process.terminate()
        self.process.wait()


def print_row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def change_a_row():
    """Change a row to what it is, so that the kept answers are those of an earlier revision."""
    from django.db import connection  # noqa: PLC0415 - the settings read the environment, which main() makes

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE payloads_payload SET summary = summary WHERE slug = 'change-4-lnd'"
        )


def answer_counting_queries(address):
    """Return the application's own answer to an address, and the number of queries that it took."""
    from django.db import connection  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as queries:
        answer = Client(headers={"host": "127.0.0.1"}).get(address)
        b"".join(answer)  # a streamed answer queries while it is read
    return answer, len(queries)


def measure_case(server, kept_bytes, address, address_by_hand):
    """Return the ``Measurement`` of an answer."""
    _response, body = server.ask(address)
    kept_bytes.write_bytes(body)
    made_addresses = {"changed": address}
    if address_by_hand:
        _response, body_by_hand = server.ask(address_by_hand)
        from bench.hand import is_same_answer  # noqa: PLC0415 - its models need the settings, which main() makes

        if not is_same_answer(body, body_by_hand):
            raise SystemExit(f"{address} and {address_by_hand} answer differently.")
        made_addresses["by hand"] = address_by_hand

    answer, query_count = answer_counting_queries(address)
    kept_addresses = {}
    # A streamed answer is not kept.
    if not answer.streaming:
        kept_addresses["unchanged"] = address
    kept_addresses["304"] = address
    kept_addresses["from memory"] = "/memory"

    times = server.measure(made_addresses, before=change_a_row)
    response, _body = server.ask(address)
    times.update(server.measure(kept_addresses, etag=response.headers["ETag"]))
    return Measurement(len(body), times, {**QUERIES, "changed": query_count})


def print_case(database, payload_count, case, measurement):
    """Print a row for each way to make an answer."""
    medians = {
        name: statistics.median(times) for name, times in measurement.times.items()
    }
    for name, times in measurement.times.items():
        label = f"{case}, {name}"
        of_by_hand = ""
        if name == "changed":
            label = f"{case} ({measurement.size / 1000:.0f} kB), {name}"
            if "by hand" in medians:
                of_by_hand = f"{medians['by hand'] / medians[name]:.2f}"
        print_row(
            database,
            str(payload_count),
            label,
            rate_in_words(1000 / statistics.mean(times)),
            f"{medians[name]:.2f}",
            f"{statistics.quantiles(times, n=20)[-1]:.2f}",
            str(measurement.queries.get(name, "")),
            of_by_hand,
            f"{medians['from memory'] / medians[name]:.2f}",
        )


def rate_in_words(requests_per_second):
    if requests_per_second < 10:
        return f"{requests_per_second:.1f}"
    return f"{requests_per_second:.0f}"


def compare(database, payload_count, directory):
    """Print the rows of one database with one catalogue."""
    kept_bytes = Path(directory) / "bytes"
    kept_bytes.write_bytes(b"")
    server = Server({**os.environ, "BENCH_BYTES": str(kept_bytes)})
    try:
        for case, (address, address_by_hand) in CASES.items():
            measurement = measure_case(server, kept_bytes, address, address_by_hand)
            print_case(database, payload_count, case, measurement)
    finally:
        server.stop()


def copied(instance, **changes):
    """Return a copy of an instance that is not stored yet, with some fields changed."""
    values = {
        field.attname: getattr(instance, field.attname)
        for field in instance._meta.concrete_fields
    }
    values.update(changes, id=None)
    return type(instance)(**values)


def multiply(payload_count):
    """Copy the published payloads and their provisions until there are ``payload_count`` payloads."""
    from payloads.models import Payload, Provision  # noqa: PLC0415

    originals = list(Payload.objects.published().order_by("pk"))
    provisions = {}
    for provision in Provision.objects.filter(record__in=originals):
        provisions.setdefault(provision.record_id, []).append(provision)

    number = Payload.objects.count()
    while number < payload_count:
        payload_copies = []
        provision_copies = []
        for original in originals[: payload_count - number]:
            number += 1
            payload_copies.append(
                copied(
                    original,
                    slug=f"synthetic-{number}",
                    name=f"{original.name} {number}",
                )
            )
        Payload.objects.bulk_create(payload_copies)
        for original, copy in zip(originals, payload_copies, strict=False):
            for provision in provisions.get(original.pk, []):
                provision_copies.append(copied(provision, record_id=copy.pk))
        Provision.objects.bulk_create(provision_copies)


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
        multiply(PAYLOADS)
        # Both databases plan by statistics, which are of the smaller catalogue until then.
        connection.cursor().execute("ANALYZE")
        compare(database, Payload.objects.count(), directory)


def run_both():
    """Measure each database in a process of its own, since the settings are read once."""
    print_row(
        "database",
        "payloads",
        "answer",
        "requests/s",
        "p50 ms",
        "p95 ms",
        "queries",
        "of by hand",
        "of memory",
    )
    print_row(*["---"] * 3, *["---:"] * 6)
    with tempfile.TemporaryDirectory() as directory, postgresql() as address:
        environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "API_RATE": "1000000/second",
            "PAGE_RATE": "1000000/second",
            "DOWNLOAD_RATE": "1000000/second",
            "SECRET_KEY": "for-measuring",
            "BENCH_SQLITE": str(Path(directory) / "bench.sqlite3"),
        }
        for database, url in (("SQLite", ""), ("PostgreSQL", address)):
            environment["DATABASE_URL"] = url
            command = [sys.executable, "-m", "bench", database]
            subprocess.run(command, env=environment, check=True)  # noqa: S603 - our own command


def main():
    if len(sys.argv) > 1:
        run(sys.argv[1])
    else:
        run_both()


if __name__ == "__main__":
    main()

"""Databases and caches that fail."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path

from drills.clients import sign_in
from drills.judging import (
    PAGES,
    expect,
    parts_of_readiness,
    report,
    unkept,
    wait_until,
    warm,
)
from drills.servers import Readers, all_processes, catalogue, free_port
from tests.both_databases import postgresql

# In bytes, soft and hard: no file of a process grows beyond, as on a full disk.
LARGEST_FILE = (4096, 4096)


def drill_cache(folder):
    """The cache server is killed while readers read."""
    program = shutil.which("redis-server")
    if not program:
        raise SystemExit("The drill of the cache needs redis-server: install it.")
    port = free_port()
    command = [program, "--port", str(port), "--save", "", "--dir", folder]
    redis = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    with catalogue(folder, CACHE_URL=f"redis://127.0.0.1:{port}/0") as server:
        expect(parts_of_readiness(server)[1]["cache"] == "ok", "the cache is in use")
        with Readers(server.port, PAGES) as readers:
            time.sleep(2)
            redis.kill()
            redis.wait()
            time.sleep(4)
        status, parts = parts_of_readiness(server)
        report("cache server killed", readers, edits_lost=0)
        expect(set(readers.statuses) == {200}, "every reader is answered")
        expect(status == 200 and parts["cache"] != "ok", "readyz tells of the cache")
        lines = server.logged("The cache server does not answer")
        expect(1 <= lines <= 2, "each process logs it once")


def drill_postgresql(folder):
    """PostgreSQL is frozen, goes on, and is stopped."""
    with postgresql() as address, catalogue(folder, DATABASE_URL=address) as server:
        postmaster = int(read_line(data_folder(address) / "postmaster.pid"))
        warm(server)
        freeze(server, postmaster)
        stop(server, postmaster)


def data_folder(address):
    """Return the folder of the server; its socket lies in it."""
    return Path(address.partition("host=")[2])


def read_line(path):
    return path.read_text().splitlines()[0]


def freeze(server, postmaster):
    frozen = all_processes(postmaster)
    for process in frozen:
        os.kill(process, signal.SIGSTOP)
    try:
        with Readers(server.port, [*PAGES, *unkept("frozen")], number=20) as readers:
            # While all threads wait for the first time.
            time.sleep(0.5)
            status, _headers, _content, seconds = server.ask("/healthz")
            time.sleep(8)
        readiness, parts = parts_of_readiness(server)
    finally:
        for process in frozen:
            os.kill(process, signal.SIGCONT)
    report(
        "PostgreSQL frozen", readers, healthz_after=f"{seconds:.2f} s,", edits_lost=0
    )
    expect(status == 200, "healthz answers while every thread waits")
    expect(set(readers.statuses) == {200, 503}, "kept answers, and 503 for the rest")
    expect(readiness == 503 and parts["database"] != "ok", "readyz names the database")
    wait_until(lambda: server.ask("/payloads/?q=nobody")[0] == 200, "it answers again")


def stop(server, postmaster):
    os.kill(postmaster, signal.SIGINT)
    wait_until(lambda: server.ask("/payloads/?q=somebody")[0] == 503, "it is stopped")
    status, headers, content, _seconds = server.ask("/api/v1/payloads/?q=somebody")
    expect(
        headers["Content-Type"] == "application/problem+json", "a problem in the API"
    )
    expect(headers["Retry-After"] is not None, "when to ask again")
    status, headers, content, _seconds = server.ask("/payloads/")
    expect(status == 200 and b'class="kept"' in content, "a kept page says so")
    status, headers, _content, _seconds = server.ask(
        "/payloads/", headers={"If-None-Match": "*"}
    )
    expect(status == 200 and headers["ETag"] is None, "it is never a 304")
    body = "name=Kept+for+later&csrfmiddlewaretoken=x"
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    with Readers(server.port, [*PAGES, *unkept("stopped")]) as readers:
        time.sleep(3)
        status, _headers, content, _seconds = server.ask(
            "/admin/payloads/payload/add/", "POST", body, kind
        )
    report("PostgreSQL stopped", readers, edits_lost=0)
    again = {server.ask(path)[0] for path in PAGES * 10}
    expect(again == {200}, "each process has what another made")
    expect(status == 503 and b"Kept for later" in content, "the form is held")
    expect(set(readers.statuses) == {200, 503}, "kept answers, and 503 for the rest")


def drill_sqlite(folder):
    """A file of SQLite is locked, grows no more, is deleted, and is damaged."""
    file = Path(folder) / "catalogue.sqlite3"
    with catalogue(folder) as server:
        warm(server)
        whole = file.read_bytes()
        locked = sqlite3.connect(file, isolation_level=None)
        locked.execute("BEGIN IMMEDIATE")
        with Readers(server.port, [*PAGES, *unkept("locked")]) as readers:
            status, content = sign_in(server)
        locked.rollback()
        locked.close()
        report("SQLite locked", readers, edits_lost=0)
        expect(set(readers.statuses) == {200}, "readers go on while it is locked")
        expect(status == 503 and b"does not answer" in content, "sign-in says so")

        file.unlink()
        read_without_database(server, "deleted")
        expect(not file.exists(), "no new file")
        for name in ("catalogue.sqlite3-wal", "catalogue.sqlite3-shm"):
            file.with_name(name).unlink(missing_ok=True)
        file.write_bytes(b"no database at all " * 1000)
        read_without_database(server, "damaged")

        file.write_bytes(whole)
        wait_until(lambda: server.ask("/payloads/?q=nobody")[0] == 200, "it is back")
        for process in all_processes(server.process.pid):
            resource.prlimit(process, resource.RLIMIT_FSIZE, LARGEST_FILE)
        status, content = sign_in(server)
        page = server.ask("/payloads/")[0]
        print(f"disk full: sign-in {status}, pages {page}", flush=True)
        expect((status, page) == (503, 200), "what cannot be written is 503")


def read_without_database(server, fault):
    with Readers(server.port, [*PAGES, *unkept(fault)]) as readers:
        time.sleep(2)
    status, parts = parts_of_readiness(server)
    report(f"SQLite {fault}", readers, edits_lost=0)
    expect(set(readers.statuses) == {200, 503}, "kept answers, and 503 for the rest")
    expect(status == 503 and parts["database"] != "ok", "readyz names the database")

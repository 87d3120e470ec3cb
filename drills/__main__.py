"""Try each fault on real servers and print what readers got; end with an error where a promise was not kept.

What depends on the speed of the machine is printed and not judged. Arguments are the names of drills.
"""

import http.client
import json
import os
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from drills.saving import drill_saves
from drills.servers import Readers, all_processes, catalogue, free_port
from tests.both_databases import postgresql

PAGES = ["/payloads/", "/payloads/change-4-lnd/", "/api/v1/payloads/", "/ilrs/"]
SLOW_CLIENTS = 500
WRONG_PASSWORDS = 80
# The answer to this wrong password is the refusal.
TRIES = 5
# In bytes, soft and hard: no file of a process grows beyond, as on a full disk.
LARGEST_FILE = (4096, 4096)


def unkept(fault):
    """Return addresses that nobody asked before the fault."""
    return [f"/payloads/?q={fault}", f"/api/v1/payloads/?q={fault}"]


class Failed(Exception):
    """A promise that was not kept."""


def expect(is_kept, promise):
    if not is_kept:
        raise Failed(promise)


def report(name, readers, **figures):
    words = [f"{value} {key.replace('_', ' ')}" for key, value in figures.items()]
    by_status = " ".join(
        f"{status}:{number}" for status, number in sorted(readers.statuses.items())
    )
    words.append(f"longest pause {readers.longest:.2f} s")
    print(
        f"{name}: {readers.statuses.total()} requests, {by_status}; {'; '.join(words)}",
        flush=True,
    )


def parts_of_readiness(server):
    status, _headers, content, _seconds = server.ask("/readyz")
    return status, json.loads(content)["parts"]


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


def warm(server):
    """Let each process keep each page."""
    for _time in range(30):
        for path in PAGES:
            server.ask(path)


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


def sign_in(server):
    """Send a wrong password, which is counted in the database; return status and content."""
    _status, headers, content, _seconds = server.ask("/admin/login/")
    token = content.partition(b'name="csrfmiddlewaretoken" value="')[2][:64].decode()
    cookie = headers["Set-Cookie"].partition(";")[0]
    status, _headers, content, _seconds = server.ask(
        "/admin/login/",
        "POST",
        f"csrfmiddlewaretoken={token}&username=nobody&password=wrong",
        {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"},
    )
    return status, content


def drill_sign_in(folder):
    """Wrong passwords at full speed."""
    with catalogue(folder) as server:
        statuses = Counter(sign_in(server)[0] for _ in range(WRONG_PASSWORDS))
        print(f"{WRONG_PASSWORDS} wrong passwords: {dict(statuses)}", flush=True)
        expect(set(statuses) == {200, 429}, "guesses are answered, then refused")
        expect(statuses[200] < TRIES, "none is tried after the fifth")


def drill_downloads(folder):
    """Many ask for the whole catalogue at once."""
    with catalogue(folder) as server:
        with Readers(server.port, ["/downloads/catalogue.zip"], number=16) as readers:
            time.sleep(3)
        report("downloads", readers, edits_lost=0)
        expect(set(readers.statuses) == {200}, "everybody gets the file")


def drill_slow_clients(folder):
    """Many clients send a byte a second."""
    with catalogue(folder, REQUEST_TIMEOUT="8") as server:
        warm(server)
        slow = [
            socket.create_connection(("127.0.0.1", server.port))
            for _ in range(SLOW_CLIENTS)
        ]
        with Readers(
            server.port, [*PAGES, "/healthz", "/static/favicon.svg"]
        ) as readers:
            for byte in b"GET /payload":
                send_to_each(slow, bytes([byte]))
                time.sleep(1)
        ended = sum(has_ended(client) for client in slow)
        report(f"{SLOW_CLIENTS} slow clients", readers, timed_out=ended, edits_lost=0)
        for client in slow:
            client.close()
        wrong = set(readers.statuses) - {200, 404}
        expect(not wrong, "every other reader is answered")
        expect(ended == SLOW_CLIENTS, "slow clients are timed out")


def send_to_each(clients, data):
    for client in clients:
        try:
            client.send(data)
        except OSError:
            # It was timed out.
            continue


def has_ended(client):
    client.settimeout(1)
    try:
        return client.recv(1000) == b"" or client.recv(1000) == b""
    except ConnectionError:
        return True
    except TimeoutError:
        return False


def drill_reload(folder):
    """A release and a reload while readers read."""
    with catalogue(folder) as server:
        with Readers(server.port, PAGES) as readers:
            server.make("release")
            server.make("reload")
            time.sleep(6)
        report("release and reload", readers, edits_lost=0)
        expect(set(readers.statuses) == {200}, "nothing is dropped")


def drill_head(folder):
    """A client asks by HEAD before each GET, on one connection."""
    numbers = Counter()
    with catalogue(folder) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port)
        for path in [
            *PAGES,
            "/downloads/catalogue.zip",
            "/api/v1/payloads/?format=csv",
        ]:
            for method in ("HEAD", "GET", "HEAD", "GET"):
                connection.request(method, path)
                response = connection.getresponse()
                content = response.read()
                numbers[method, response.status] += 1
                length = response.headers["Content-Length"]
                if method == "GET" and length is not None:
                    expect(len(content) == int(length), f"the length of {path}")
            expect(raw_content(server.port, path) == b"", f"no content of {path}")
        connection.close()
    print(f"HEAD and GET on one connection: {dict(numbers)}", flush=True)
    expect({status for _, status in numbers} == {200}, "every answer is read")


def raw_content(port, path):
    """Return what is sent after the headers of an answer to HEAD."""
    with socket.create_connection(("127.0.0.1", port)) as client:
        lines = f"HEAD {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
        client.sendall(lines.encode())
        received = b"".join(iter(lambda: client.recv(2**16), b""))
    return received.partition(b"\r\n\r\n")[2]


def drill_killed(folder):
    """The server is killed while a reader reads, and started again on the same port."""
    with catalogue(folder) as server:
        server.process.kill()
        server.process.wait()
        wait_until(lambda: server.ask("/healthz")[0] == 0, "its processes end too")
        server.start()
        with Readers(server.port, PAGES) as readers:
            time.sleep(1)
        report("server killed and started", readers, edits_lost=0)
        expect(set(readers.statuses) == {200}, "it serves again")


def wait_until(is_so, what):
    end = time.monotonic() + 60
    while not is_so():
        if time.monotonic() > end:
            raise Failed(what)
        time.sleep(0.5)


DRILLS = {
    "cache": drill_cache,
    "postgresql": drill_postgresql,
    "sqlite": drill_sqlite,
    "sign-in": drill_sign_in,
    "downloads": drill_downloads,
    "slow-clients": drill_slow_clients,
    "reload": drill_reload,
    "head": drill_head,
    "killed": drill_killed,
    "saves": drill_saves,
}


def main(names):
    failures = []
    for name in names or DRILLS:
        with tempfile.TemporaryDirectory() as folder:
            try:
                DRILLS[name](folder)
            except Failed as failure:
                failures.append(f"{name}: not so: {failure}")
                print(failures[-1], flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

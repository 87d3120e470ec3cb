"""Clients that are slow, many, guessing or odd."""

import http.client
import socket
import time
from collections import Counter
from http import HTTPStatus

from drills.judging import PAGES, expect, report, warm
from drills.servers import Readers, catalogue

FILES = ("catalogue.json", "datapackage.json", "catalogue.zip", "catalogue.sqlite3")
SLOW_CLIENTS = 500
WRONG_PASSWORDS = 80
# The answer to this wrong password is the refusal.
TRIES = 5


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


def drill_limits(folder):
    """One address asks for more pages and downloads than it may."""
    limits = {"PAGE_RATE": "20/minute", "DOWNLOAD_RATE": "1/minute"}
    with catalogue(folder, **limits) as server:
        pages = [f"/search/?q={number}" for number in range(100)]
        files = [f"/downloads/{name}" for name in FILES] * 3
        for what, paths in (("pages", pages), ("downloads", files)):
            answers = [server.ask(path) for path in paths]
            statuses = Counter(status for status, *_rest in answers)
            print(f"{len(paths)} {what} for one address: {dict(statuses)}", flush=True)
            expect(set(statuses) == {200, 429}, f"{what} are answered, then refused")
            told = {
                headers["Retry-After"]
                for status, headers, _content, _seconds in answers
                if status == HTTPStatus.TOO_MANY_REQUESTS
            }
            expect(None not in told, "when to ask again")
        status, *_rest = server.ask("/api/v1/payloads/")
        expect(status == HTTPStatus.OK, "the API counts by itself")


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
    lines = f"HEAD {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    return send(port, lines.encode()).partition(b"\r\n\r\n")[2]


def drill_malformed(folder):
    """Requests that no browser sends, byte by byte; each gets one answer."""
    of_this_host = b"Host: 127.0.0.1\r\nConnection: close\r\n"
    get = b"GET /about/ HTTP/1.1\r\n"
    requests = {
        b"200": [b"GET http://127.0.0.1/about/ HTTP/1.1\r\n" + of_this_host],
        b"400": [
            b"GET /payloads/\xff/ HTTP/1.1\r\n" + of_this_host,
            b"GET /payloads/?q=" + b"x" * 5000 + b" HTTP/1.1\r\n" + of_this_host,
            get + b"Host: elsewhere.example\r\nConnection: close\r\n",
            get + b"Connection: close\r\n",
            get + of_this_host + b"Content-Length: many\r\n",
        ],
        b"403": [b"BREW /about/ HTTP/1.1\r\n" + of_this_host],
        b"404": [
            b"OPTIONS * HTTP/1.1\r\n" + of_this_host,
            b"GET /payloads/%ff/ HTTP/1.1\r\n" + of_this_host,
        ],
        b"431": [get + of_this_host + b"X-Long: " + b"y" * 70_000 + b"\r\n"],
    }
    with catalogue(folder) as server:
        for status, with_status in requests.items():
            for lines in with_status:
                answer = send(server.port, lines + b"\r\n")
                words = f"{lines[:40]!r} is answered with {status.decode()}"
                expect(answer.split(b" ")[1:2] == [status], words)
        expect(not server.logged("Traceback"), "no traceback in the log")
        expect(not server.logged("uncaptured"), "no failure of the server in the log")
    print(
        f"malformed requests: {sum(map(len, requests.values()))} answered", flush=True
    )


def send(port, request):
    """Return all that is received in answer to the bytes of a request."""
    received = b""
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(request)
        try:
            while data := client.recv(2**16):
                received += data
        except ConnectionResetError:
            # The server read no further, which it says by cutting the connection off after its answer.
            return received
    return received

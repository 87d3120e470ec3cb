#!/bin/sh
# Waitress 3.0.2 and Django 5.2.19 together answer HEAD with the content of the page: Django leaves it to the server to
# send none, and Waitress to the application. One would expect headers alone, as gunicorn 27.0.1 sends them for the very
# same application. An answer of no told length is worse hidden: without any content Waitress still sends the end of a
# chunked body, five bytes.
# Seen with Python 3.11 on 28 November 2026, the bytes after the headers of two answers to HEAD:
#   waitress: page 5, streamed 26
#   gunicorn: page 0, streamed 0
# On a connection that stays open a client takes the content for the beginning of the next answer.
# So who serves Django by Waitress must drop the content of HEAD in between.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check Django==5.2.19 waitress==3.0.2 gunicorn==27.0.1
cd "$folder"
cat > site_of_two_pages.py <<'PYTHON'
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=["django.middleware.common.CommonMiddleware"]
)
urlpatterns = [
    path("page", lambda request: HttpResponse("words")),
    path("streamed", lambda request: StreamingHttpResponse([b"a long ", b"list"])),
]
application = get_wsgi_application()
PYTHON
"$folder/venv/bin/python" - <<'PYTHON'
import socket
import subprocess
import sys
import time

BIN = sys.prefix + "/bin/"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def content_of_head(port, path):
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(f"HEAD /{path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())
        received = b"".join(iter(lambda: client.recv(65536), b""))
    assert received.startswith(b"HTTP/1.1 200"), received
    return len(received.partition(b"\r\n\r\n")[2])


def measured(name, command, port):
    server = subprocess.Popen([BIN + command[0], *command[1:], "site_of_two_pages:application"])
    try:
        for _attempt in range(100):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        sizes = [content_of_head(port, path) for path in ("page", "streamed")]
    finally:
        server.terminate()
        server.wait()
    print(f"{name}: page {sizes[0]}, streamed {sizes[1]}")
    return sizes


port = free_port()
waitress = measured("waitress", ["waitress-serve", f"--listen=127.0.0.1:{port}"], port)
port = free_port()
gunicorn = measured("gunicorn", ["gunicorn", "--bind", f"127.0.0.1:{port}", "--threads", "2"], port)
assert waitress[0] == len("words") and waitress[1] > 0, waitress
assert gunicorn == [0, 0], gunicorn
PYTHON

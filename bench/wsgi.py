"""What the API is measured against, on the same server: its answers made by hand, and bytes from memory.

``/hand/NAME`` answers what ``bench.hand`` makes, ``/memory`` the bytes of the file that BENCH_BYTES names.
"""

import os
from pathlib import Path

from config.wsgi import application as catalogue


def application(environ, start_response):
    path = environ["PATH_INFO"]
    if path.startswith("/hand/"):
        body = by_hand(path.removeprefix("/hand/"), f"http://{environ['HTTP_HOST']}")
    elif path == "/memory":
        body = kept_file.body()
    else:
        return catalogue(environ, start_response)
    start_response(
        "200 OK",
        [("Content-Type", "application/json"), ("Content-Length", str(len(body)))],
    )
    return [body]


def by_hand(name, site):
    from bench import hand  # noqa: PLC0415 - it needs the application's settings

    makers = {"listed": hand.listed, "facets": hand.facets, "table": hand.table}
    return makers[name](site)


class KeptFile:
    """The bytes of the file that BENCH_BYTES names, read again only after it was written."""

    def __init__(self, path):
        self.path = path
        self.written_at = None
        self.bytes = b""

    def body(self):
        written_at = self.path.stat().st_mtime_ns
        if written_at != self.written_at:
            self.written_at = written_at
            self.bytes = self.path.read_bytes()
        return self.bytes


kept_file = KeptFile(Path(os.environ["BENCH_BYTES"]))

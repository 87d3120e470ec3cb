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
        body = memory()
    else:
        return catalogue(environ, start_response)
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def by_hand(name, site):
    from bench import hand  # noqa: PLC0415 - it needs the application's settings

    return getattr(hand, name)(site)


def memory(kept={}):  # noqa: B006 - read once by each file
    place = Path(os.environ["BENCH_BYTES"])
    stamp = place.stat().st_mtime_ns
    if kept.get("stamp") != stamp:
        kept.update(stamp=stamp, body=place.read_bytes())
    return kept["body"]

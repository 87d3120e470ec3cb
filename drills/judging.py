"""What drills ask of the catalogue, how they print what readers got, and how a broken promise ends one."""

import json
import time

PAGES = ["/payloads/", "/payloads/change-4-lnd/", "/api/v1/payloads/", "/ilrs/"]


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


def warm(server):
    """Ask for each page once: what one process made, all have on the disk."""
    for path in PAGES:
        server.ask(path)


def wait_until(is_so, what):
    end = time.monotonic() + 60
    while not is_so():
        if time.monotonic() > end:
            raise Failed(what)
        time.sleep(0.5)

"""Try each fault on real servers and print what readers got; end with an error where a promise was not kept.

What depends on the speed of the machine is printed and not judged. Arguments are the names of drills.
"""

import sys
import tempfile
import time

from drills.clients import (
    drill_downloads,
    drill_head,
    drill_limits,
    drill_malformed,
    drill_sign_in,
    drill_slow_clients,
)
from drills.databases import drill_cache, drill_postgresql, drill_sqlite
from drills.judging import PAGES, Failed, expect, report, wait_until
from drills.saving import drill_saves
from drills.servers import Readers, catalogue


def drill_reload(folder):
    """A release and a reload while readers read."""
    with catalogue(folder) as server:
        with Readers(server.port, PAGES) as readers:
            server.make("release")
            server.make("reload")
            time.sleep(6)
        report("release and reload", readers, edits_lost=0)
        expect(set(readers.statuses) == {200}, "nothing is dropped")


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


DRILLS = {
    "cache": drill_cache,
    "postgresql": drill_postgresql,
    "sqlite": drill_sqlite,
    "sign-in": drill_sign_in,
    "downloads": drill_downloads,
    "limits": drill_limits,
    "slow-clients": drill_slow_clients,
    "reload": drill_reload,
    "head": drill_head,
    "malformed": drill_malformed,
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

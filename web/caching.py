"""A cache server without which the catalogue goes on, slower."""

import logging
import time
from dataclasses import dataclass

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.utils.module_loading import import_string

logger = logging.getLogger(__name__)
# In seconds. For so long nobody asks a server that failed.
PAUSE = 10


@dataclass
class ServerState:
    """Whether a cache server answers, for all threads of a process; ``asked_again`` is on the monotonic clock."""

    answers: bool = True
    asked_again: float = 0.0


# By location: Django makes the objects of a cache anew for each thread.
STATES = {}


class FallbackCache(BaseCache):
    """A cache server, and the memory of the process while the server does not answer.

    ``OPTIONS`` has ``server``, the path of the cache class of the server, ``memory``, how many entries the memory
    keeps, and ``client``, the options of that class.
    """

    def __init__(self, location, params):
        super().__init__(params)
        options = params.get("OPTIONS", {})
        keys = {"KEY_PREFIX": params.get("KEY_PREFIX", "")}
        server_class = import_string(options["server"])
        self.server = server_class(location, keys | {"OPTIONS": options["client"]})
        name = f"{location} {keys['KEY_PREFIX']}"
        self.memory = LocMemCache(
            name, keys | {"OPTIONS": {"MAX_ENTRIES": options["memory"]}}
        )
        self.state = STATES.setdefault(location, ServerState())

    @property
    def server_answers(self):
        """Whether the server answered when it was last asked."""
        return self.state.answers

    def get(self, key, default=None, version=None):
        return self._ask("get", key, default, version=version)

    def set(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask("set", key, value, timeout, version=version)

    def add(self, key, value, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask("add", key, value, timeout, version=version)

    def touch(self, key, timeout=DEFAULT_TIMEOUT, version=None):
        return self._ask("touch", key, timeout, version=version)

    def delete(self, key, version=None):
        return self._ask("delete", key, version=version)

    def clear(self):
        return self._ask("clear")

    def _ask(self, method, *args, **kwargs):
        """Call a method of the server's cache, or of the memory's while the server does not answer."""
        if time.monotonic() < self.state.asked_again:
            return getattr(self.memory, method)(*args, **kwargs)
        try:
            answer = getattr(self.server, method)(*args, **kwargs)
        # Each client library has errors of its own, beside those of the operating system.
        except Exception as error:
            self._note_failure(error)
            return getattr(self.memory, method)(*args, **kwargs)
        self._note_answer()
        return answer

    def _note_failure(self, error):
        self.state.asked_again = time.monotonic() + PAUSE
        if self.state.answers:
            self.state.answers = False
            logger.warning(
                "The cache server does not answer; answers are made anew, and limits count in each process: %s",
                type(error).__name__,
            )

    def _note_answer(self):
        if not self.state.answers:
            self.state.answers = True
            logger.warning("The cache server answers again.")

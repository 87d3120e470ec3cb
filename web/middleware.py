"""Refuses requests that no view could answer rightly, and warns of a proxy that the settings do not know."""

import logging
from threading import Lock
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest, MiddlewareNotUsed
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)

LONGEST_QUERY = 4000


class WarnOfUnknownProxy:
    """Warn once a process if a proxy says for whom it asks while ``NUM_PROXIES`` is 0.

    All readers then seem to have the proxy's address, and what is counted by address is counted for all together.
    """

    def __init__(self, get_response):
        if settings.NUM_PROXIES:
            raise MiddlewareNotUsed
        self.get_response = get_response
        # Who acquires it warns; it is never released.
        self.warning = Lock()

    def __call__(self, request):
        if "HTTP_X_FORWARDED_FOR" in request.META and self.warning.acquire(
            blocking=False
        ):
            logger.warning(
                "A request came through a proxy (it carries X-Forwarded-For), but NUM_PROXIES is 0: all readers behind "
                "the proxy share one limit on requests (API_RATE) and on wrong passwords. Set NUM_PROXIES to the "
                "number of reverse proxies in front of the application."
            )
        return self.get_response(request)


class RefuseUnreadableQuery:
    """Refuse query strings that no view can read.

    They are of unreasonable length, hold a NUL character, which no database stores, or are not UTF-8, which Django
    would read as replacement characters that find nothing.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            sentence = _(
                "The query is %(length)d characters long; at most %(longest)d are read."
            )
            raise BadRequest(
                sentence % {"length": len(query), "longest": LONGEST_QUERY}
            )
        if "%00" in query or "\x00" in query or "\x00" in request.path:
            raise BadRequest(
                _("The address contains a NUL character, which no record contains.")
            )
        if not is_utf8(query):
            raise BadRequest(
                _("The query is not in UTF-8; write a letter like ü as %C3%BC.")
            )
        return self.get_response(request)


def is_utf8(query):
    """Return whether a query string is UTF-8 once its escapes are resolved."""
    try:
        # WSGI hands over bytes as text in Latin-1 (PEP 3333).
        unquote_to_bytes(query.encode("latin-1")).decode()
    except UnicodeError:
        return False
    return True

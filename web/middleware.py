"""Refuses requests that no view could answer rightly, and warns of a proxy that the settings do not know."""

import logging
import math
from threading import Lock
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest, MiddlewareNotUsed
from django.shortcuts import render
from django.utils.translation import gettext as _

from web.throttling import DownloadUse, PageUse

logger = logging.getLogger(__name__)

LONGEST_QUERY = 4000
COUNTED_ELSEWHERE = ("/api/v1/", "/admin/", "/healthz", "/readyz")


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
                "the proxy share the limits on requests (API_RATE, PAGE_RATE, DOWNLOAD_RATE) and on wrong passwords. "
                "Set NUM_PROXIES to the number of reverse proxies in front of the application."
            )
        return self.get_response(request)


class LimitRequests:
    """Refuse an address that has more pages or downloads made than ``PAGE_RATE`` and ``DOWNLOAD_RATE`` allow.

    The API counts by itself, and what the admin does is for its accounts.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path.startswith(COUNTED_ELSEWHERE):
            return self.get_response(request)
        is_download = request.path.startswith("/downloads/") and (
            request.path != "/downloads/"
        )
        limit = DownloadUse() if is_download else PageUse()
        if limit.allow_request(request, None):
            return self.get_response(request)

        # Where several ask at once there may be no moment to name.
        seconds = math.ceil(limit.wait() or limit.duration)
        sentence = _(
            "An address gets at most %(number)d pages per %(time)s; ask again in %(seconds)d seconds. "
            "The downloads hold the whole catalogue."
        )
        if is_download:
            sentence = _(
                "An address gets at most %(number)d downloads per %(time)s; ask again in %(seconds)d seconds."
            )
        number, time = limit.rate.split("/")
        context = {
            "heading": _("Too many requests"),
            "detail": sentence
            % {"number": int(number), "time": time, "seconds": seconds},
        }
        response = render(request, "error.html", context, status=429)
        response["Retry-After"] = str(seconds)
        return response


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

"""Refuses requests that no view could answer rightly."""

from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

LONGEST_QUERY = 4000


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

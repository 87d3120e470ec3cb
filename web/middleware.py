"""Requests that no view could answer rightly."""

from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest

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
            raise BadRequest(f"The query is {len(query)} characters long; at most {LONGEST_QUERY} are read.")
        if "%00" in query or "\x00" in query or "\x00" in request.path:
            raise BadRequest("The address contains a NUL character, which no record contains.")
        if not is_utf8(query):
            raise BadRequest("The query is not in UTF-8; write a letter like ü as %C3%BC.")
        return self.get_response(request)


def is_utf8(query):
    """Tell whether a query string, as a WSGI server hands it over, is UTF-8 once its escapes are resolved."""
    try:
        unquote_to_bytes(query.encode("latin-1")).decode()
    except UnicodeError:
        return False
    return True

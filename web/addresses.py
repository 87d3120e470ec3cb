"""Addresses of pages and in the API; REST framework's own would carry along the format that a request asked for."""

from django import urls


def reverse(name, args=None, request=None):
    """Return the address of a named resource, with the host of the request if one is given."""
    path = urls.reverse(name, args=args)
    return request.build_absolute_uri(path) if request else path


def with_query(address, query):
    """Return an address with a ``QueryDict``, without a question mark where that is empty."""
    if not query:
        return address
    return f"{address}?{query.urlencode()}"

"""Addresses in the API, the same whatever format a request asked for: REST framework's own would carry it along."""

from django import urls


def reverse(name, args=None, request=None):
    """Return the address of a named resource, with the host of the request if one is given."""
    path = urls.reverse(name, args=args)
    return request.build_absolute_uri(path) if request else path

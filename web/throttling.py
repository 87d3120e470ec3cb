"""Fair use: how often one address may have an answer made. Answers from the cache are too cheap to count."""

from ipaddress import ip_address

from django.core.cache import caches
from rest_framework.throttling import SimpleRateThrottle


class RequestsOfAddress(SimpleRateThrottle):
    """Count the requests of an address that have an answer made, for each ``scope`` apart.

    The counts have a cache of their own, so that many answers never push them out.
    """

    @property
    def cache(self):
        return caches["default"]

    def get_cache_key(self, request, view):
        values = {"scope": self.scope, "ident": self.get_ident(request)}
        return self.cache_format % values


class FairUse(RequestsOfAddress):
    """The answers of the API."""

    scope = "api"


class PageUse(RequestsOfAddress):
    """The pages, feeds and citations."""

    scope = "pages"


class DownloadUse(RequestsOfAddress):
    """The downloads, each of which is the whole catalogue."""

    scope = "downloads"


def client_address(request):
    """Return the address that a request is counted under (NUM_PROXIES); None if a proxy passed on something else."""
    try:
        return str(ip_address(FairUse().get_ident(request)))
    except ValueError:
        return None

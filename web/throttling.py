"""Fair use: how often one address may have the API make an answer."""

from ipaddress import ip_address

from django.core.cache import caches
from rest_framework.throttling import AnonRateThrottle


class FairUse(AnonRateThrottle):
    """Count the requests of an address that reach a view; answers from the cache are too cheap to count.

    The counts have a cache of their own, so that many answers never push them out.
    """

    @property
    def cache(self):
        return caches["default"]


def client_address(request):
    """Return the address that a request is counted under (NUM_PROXIES); None if a proxy passed on something else."""
    try:
        return str(ip_address(FairUse().get_ident(request)))
    except ValueError:
        return None

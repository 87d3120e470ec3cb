"""Fair use: how often one address may have the API make an answer."""

from django.core.cache import caches
from rest_framework.throttling import AnonRateThrottle


class FairUse(AnonRateThrottle):
    """Count the requests of an address that reach a view; answers from the cache are too cheap to count.

    The counts have a cache of their own, so that many answers never push them out.
    """

    @property
    def cache(self):
        return caches["default"]

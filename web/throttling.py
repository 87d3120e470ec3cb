"""Fair use: how often one address may have the API make an answer."""

from django.core.cache import caches
from rest_framework.throttling import AnonRateThrottle


class FairUse(AnonRateThrottle):
    """Count the requests of an address that reach a view; answers kept for a revision are too cheap to count.

    Counts are kept apart from answers, so that many answers never push them out.
    """

    @property
    def cache(self):
        return caches["default"]

"""What the templates of all pages know of the site itself."""

from django.conf import settings


def site(request):
    return {
        "catalogue_title": settings.CATALOGUE_TITLE,
        "contact_url": settings.CONTACT_URL,
        "licence": settings.LICENCE,
        "revision": getattr(request, "revision", None),
        "site_url": settings.SITE_URL,
        "canonical_url": f"{settings.SITE_URL}{request.path}",
    }

"""What search engines read: the sitemap with the addresses of all pages worth finding, and robots.txt."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpResponse
from django.urls import reverse

from partners.models import ILRS, Programme
from records.registry import types_for_readers

# The names of the addresses of the pages that are not of one record, but those that are made from declarations.
PAGES = (
    "home",
    "payloads:list",
    "missions:list",
    "data_sets:list",
    "partners:country-list",
    "partners:institution-list",
    "partners:ilrs",
    "sources:list",
    "totals",
    "coverage",
    "differences",
    "downloads",
    "api-docs",
    "about",
)


def made_lists():
    """Return the names of the addresses of the lists that are made from declarations, of types in the sitemap."""
    return [
        record_type.list_page
        for record_type in types_for_readers()
        if record_type.in_sitemap and record_type.has_generic_page
    ]


class CatalogueSitemap(Sitemap):
    """Addresses under ``SITE_URL``, whichever host was asked."""

    def get_protocol(self, protocol=None):
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site=None):
        return urlsplit(settings.SITE_URL).netloc


class PageSitemap(CatalogueSitemap):
    """The pages that are not of one record."""

    def items(self):
        return [*PAGES, *made_lists()]

    def location(self, name):
        return reverse(name)


class RecordSitemap(CatalogueSitemap):
    """The pages of the published records of one type."""

    def __init__(self, model):
        self.model = model

    def items(self):
        # Nothing but the key is read: no address of a page in the sitemap needs more.
        key_field = self.model.key_field
        records = self.model.objects.published().only(key_field).order_by(key_field)
        # The page of the ILRS is there without a record, and so among the pages.
        if self.model is Programme:
            return records.exclude(slug=ILRS)
        return records


def sitemaps():
    """Return the sitemap of each kind of page by its name."""
    by_name = {"pages": PageSitemap()}
    for record_type in types_for_readers():
        if record_type.in_sitemap:
            by_name[record_type.name] = RecordSitemap(record_type.model)
    return by_name


def robots(request):
    """Allow crawlers everything but the admin and the endless combinations of filters."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*?",
        # The longest match counts, so pages of lists are read all the same (RFC 9309, section 2.2.2).
        "Allow: /*?page=",
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain")

"""The admin of the catalogue in place of Django's."""

from django.contrib.admin.apps import AdminConfig


class CatalogueAdminConfig(AdminConfig):
    default_site = "curation.site.CatalogueSite"

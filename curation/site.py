"""The admin site of the catalogue."""

from django.conf import settings
from django.contrib.admin import AdminSite


class CatalogueSite(AdminSite):
    site_header = settings.CATALOGUE_TITLE
    site_title = settings.CATALOGUE_TITLE
    index_title = "Records"

    def get_app_list(self, request, app_label=None):
        """List the records first, who may enter last."""
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: app["app_label"] == "auth")

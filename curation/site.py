"""The admin site of the catalogue."""

import functools
import re

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import BadRequest
from django.utils.translation import gettext as _

# What a column of primary keys holds on every database.
PRIMARY_KEY = re.compile(r"\d{1,18}", re.ASCII)


class CatalogueSite(AdminSite):
    site_header = settings.CATALOGUE_TITLE
    site_title = settings.CATALOGUE_TITLE
    index_title = "Records"

    def get_app_list(self, request, app_label=None):
        """List the records first, who may enter last."""
        apps = super().get_app_list(request, app_label)
        return sorted(apps, key=lambda app: app["app_label"] == "auth")

    def admin_view(self, view, cacheable=False):
        """Refuse ticked boxes that no list has, on which Django's own action fails; in the lists of users too."""

        @functools.wraps(view)
        def strict_view(request, *args, **kwargs):
            for key in request.POST.getlist(ACTION_CHECKBOX_NAME):
                if not PRIMARY_KEY.fullmatch(key):
                    raise BadRequest(
                        _("What was ticked is no record, so nothing was done.")
                    )
            return view(request, *args, **kwargs)

        return super().admin_view(strict_view, cacheable)

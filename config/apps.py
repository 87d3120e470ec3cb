"""The admin of the catalogue in place of Django's, and the name that its part about signing in has there."""

from axes.apps import AppConfig as AxesConfig
from django.contrib.admin.apps import AdminConfig


class CatalogueAdminConfig(AdminConfig):
    default_site = "curation.site.CatalogueSite"

    def ready(self):
        super().ready()  # which reads the admin modules of all apps
        from django.contrib.admin import site  # noqa: PLC0415 - models are not loaded before

        from curation.generic import register_missing_admins  # noqa: PLC0415

        register_missing_admins(site)


class SignInConfig(AxesConfig):
    verbose_name = "Sign-in"

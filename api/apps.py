from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "api"

    def ready(self):
        from api import schema  # noqa: F401, PLC0415 (drf-spectacular finds the extension once it is imported)

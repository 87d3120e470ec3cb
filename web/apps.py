from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "web"

    def ready(self):
        from web import schema  # noqa: F401, PLC0415 (drf-spectacular finds the extension once it is imported)

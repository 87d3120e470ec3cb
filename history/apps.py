from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HistoryConfig(AppConfig):
    name = "history"

    def ready(self):
        from history.triggers import install_triggers  # noqa: PLC0415 - models are not loaded before

        # The one signal of the catalogue: Django has no other hook that runs after every migration.
        post_migrate.connect(install_triggers, sender=self)

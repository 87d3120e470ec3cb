"""The catalogue with one more type of record."""

from config.settings import *  # noqa: F403
from config.settings import DATABASES, INSTALLED_APPS, SPECTACULAR_SETTINGS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.throwaway"]
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    # Beside the database of the tests that start this run.
    DATABASES["default"]["TEST"] = {"NAME": "test_throwaway"}
# As for every vocabulary of a field called "kind".
SPECTACULAR_SETTINGS["ENUM_NAME_OVERRIDES"]["ObservatoryKind"] = (
    "tests.throwaway.models.ObservatoryKind"
)


class NoMigrations:
    """Makes Django create the tables from the models: the type has no migrations, and the others' take long."""

    def __contains__(self, app):
        return True

    def __getitem__(self, app):
        return None


MIGRATION_MODULES = NoMigrations()

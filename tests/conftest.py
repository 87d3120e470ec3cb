import gc
import os

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.template import Template
from django.test.utils import CaptureQueriesContext, setup_databases, teardown_databases

from exchange.loading import load
from tests.worlds import make_world

pytest_plugins = ["tests.small_catalogue"]
# The type of record that only these tests know is installed by settings of their own (tests/test_record_types.py).
collect_ignore = (
    []
    if os.environ.get("DJANGO_SETTINGS_MODULE") == "tests.throwaway.settings"
    else ["throwaway"]
)

# Collect garbage seldom, because the objects of a request are many. It is set here and not in a fixture because the
# imports that follow make the most objects: with the interpreter's own thresholds they cost a second.
gc.set_threshold(200_000, 50, 100)

# The method that renders a template, before Django's test environment replaces it by one that copies the context of
# every template and every include for ``response.context``.
render_template = Template._render


@pytest.fixture(scope="session")
def count_queries():
    """Give a function that counts the SQL queries of a call."""

    def count(call, *args, **kwargs):
        _ = (
            connection.features.supports_json_field
        )  # which Django asks of SQLite once a process
        with CaptureQueriesContext(connection) as captured:
            call(*args, **kwargs)
        return len(captured)

    return count


def pytest_collection_modifyitems(items):
    """Run the tests of the shipped catalogue last, so that it is loaded once and in nobody else's way.

    For the same reason the tests of a module that ask for what is made once for the module come after the others.
    """
    modules = {item.path: None for item in items}
    order = {path: number for number, path in enumerate(modules)}

    def place(item):
        asked = set(item.fixturenames)
        return "shipped" in asked, order[item.path], bool(asked & {"world", "stored"})

    items.sort(key=place)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One record of each type (tests/worlds.py), made once for the module; what a test changes in it is rolled back.

    Its values are as they were made: a test that changes an object of it leaves that object to the next one.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """The database of the tests, made too where none of those that run is marked to use it, like those in a browser."""
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False)
        yield
        teardown_databases(made, verbosity=0)


@pytest.fixture(scope="session")
def shipped(django_db_setup, django_db_blocker):
    """The shipped catalogue, loaded once; what a test changes in it is rolled back."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(settings.FIXTURES_DIR)
        connection.check_constraints()  # now, and not after each test
        if connection.vendor == "postgresql":
            connection.cursor().execute(
                "ANALYZE"
            )  # as the server does by itself in a while
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session", autouse=True)
def settings_of_tests(django_test_environment, tmp_path_factory):
    """What makes tests quick and independent of ``make run``.

    Pages link plain static files, and collected ones are out of sight: WhiteNoise would read them all for each client.
    Answers are made each time, and requests are not counted; the tests of either set a cache.
    Passwords are hashed by the quickest hasher, and no context of a template is kept: a test that needs what a view
    gave to its template asks for ``response.context_data``.
    """
    Template._render = render_template
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {
            "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        }
    }
    nothing = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    settings.CACHES = {"default": nothing, "answers": nothing, "kept": nothing}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

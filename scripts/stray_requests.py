"""Send the catalogue seeded random requests, and name each that it answers with a failure: ``make stray``.

    python -m scripts.stray_requests --requests 20000 --seed 1

Pages and resources are asked for with parameters, values and headers that mean something and that mean nothing; a
signed-in editor sends every form of the admin filled in wrongly. All goes through Django's test client to a database
made for the run, in PostgreSQL where DATABASE_URL names one, with the shipped catalogue in it. The same seed sends
the same requests. The exit status is 1 if anything failed.
"""

import argparse
import logging
import os
import sys
from tempfile import TemporaryDirectory

import django
from django.conf import settings
from django.template import Template
from django.test.utils import (
    override_settings,
    setup_databases,
    setup_test_environment,
    teardown_databases,
)

# The method that renders a template, before the test environment replaces it by one that keeps every context.
render_template = Template._render
# Requests are not counted and answers not kept, so that each is made; pages link plain static files.
NOTHING_KEPT = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
PLAIN_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def read_arguments(arguments):
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--requests", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args(arguments)


def print_report(report):
    for failure in report.failures:
        print(failure)
    for status, number in sorted(report.statuses.items()):
        print(f"{status}: {number}")
    seconds, words = report.slowest
    print(f"The slowest took {seconds:.1f} s: {words[:200]}")
    print(f"{len(report.failures)} failed.")


def main(arguments):
    asked = read_arguments(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    # What is refused is logged line by line.
    logging.disable(logging.CRITICAL)
    # These read models, which are not loaded before.
    from exchange.loading import load  # noqa: PLC0415
    from scripts.strays.sending import send_stray_requests  # noqa: PLC0415

    setup_test_environment(debug=False)
    Template._render = render_template
    changes = {
        "CACHES": dict.fromkeys(settings.CACHES, NOTHING_KEPT),
        "STORAGES": settings.STORAGES | {"staticfiles": PLAIN_FILES},
    }
    with TemporaryDirectory() as empty, override_settings(STATIC_ROOT=empty, **changes):
        databases = setup_databases(verbosity=0, interactive=False)
        load(settings.FIXTURES_DIR)
        report = send_stray_requests(asked.requests, asked.seed)
        teardown_databases(databases, verbosity=0)
    print_report(report)
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

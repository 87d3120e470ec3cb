"""The application against its own description: whatever the description allows is asked, and the answers compared."""

import functools

import pytest
import schemathesis
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from schemathesis.checks import response_schema_conformance
from schemathesis.config import (
    ChecksConfig,
    CoveragePhaseConfig,
    GenerationConfig,
    PhasesConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)

pytestmark = pytest.mark.django_db

# A value that the description allows may still name a record that does not exist.
ACCEPTED = PositiveDataAcceptanceConfig(
    expected_statuses=["2xx", "301", "400", "404", "406"]
)
PROJECT = ProjectConfig(
    checks=ChecksConfig(positive_data_acceptance=ACCEPTED),
    generation=GenerationConfig(max_examples=6, deterministic=True),
    phases=PhasesConfig(coverage=CoveragePhaseConfig(enabled=False)),
)


@functools.cache
def application():
    """The whole application with its middleware; made late, when the settings of the tests hold."""
    return get_wsgi_application()


def answer(environ, start_response):
    return application()(environ, start_response)


# The committed description, which is the one served (tests/test_schema.py).
description = schemathesis.openapi.from_path(
    settings.BASE_DIR / "docs/openapi.yaml",
    config=SchemathesisConfig(projects=ProjectsConfig(default=PROJECT)),
)
description.app = answer


@pytest.fixture(scope="module", autouse=True)
def kept_connection(world):
    """The connection is the tests' own and must not end with a request, as the test client sees to it too."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@description.parametrize()
def test_every_operation_answers_as_described(case):
    # What fields= leaves out of a record, a schema cannot tell.
    narrowed = [response_schema_conformance] if "fields" in (case.query or {}) else []
    case.call_and_validate(excluded_checks=narrowed)

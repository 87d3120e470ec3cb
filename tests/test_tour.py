"""The examples of docs/api.md, run as they stand against the shipped catalogue."""

import contextlib
import io
import json
import re
import shlex

import httpx
import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

pytestmark = pytest.mark.django_db

TEXT = (settings.BASE_DIR / "docs/api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(
    r"```(sh|python)\n(.*?)```\n```(?:json|text)\n(.*?)```", TEXT, re.DOTALL
)


@pytest.fixture
def served(shipped, monkeypatch):
    """What the examples reach under the address of ``make run``: the whole application."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    with httpx.Client(
        transport=httpx.WSGITransport(app=get_wsgi_application())
    ) as client:
        monkeypatch.setattr(httpx, "get", client.get)
        yield client
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def matches(shown, answered):
    """Return whether an answer is as shown; "…" stands for what is left out."""
    if isinstance(shown, dict) and isinstance(answered, dict):
        given = {name: value for name, value in shown.items() if name != "…"}
        complete = "…" in shown or set(given) == set(answered)
        return complete and all(
            name in answered and matches(value, answered[name])
            for name, value in given.items()
        )
    if isinstance(shown, list) and isinstance(answered, list):
        return len(shown) == len(answered) and all(map(matches, shown, answered))
    return shown == answered


@pytest.mark.parametrize(("language", "code", "shown"), EXAMPLES)
def test_example_answers_as_shown(served, language, code, shown):
    if language == "sh":
        command, option, address = shlex.split(code)
        assert (command, option) == ("curl", "-s")
        answered = served.get(address).json()
        assert matches(json.loads(shown), answered), answered
    else:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(code, {})  # noqa: S102 - our own document
        assert printed.getvalue() == shown


def test_every_example_shows_its_answer():
    assert len(EXAMPLES) == len(re.findall(r"```(?:sh|python)\n", TEXT)) >= 7

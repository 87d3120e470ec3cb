"""Requests that nobody means, chosen by a seed, over the shipped catalogue; "make stray" sends many more."""

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import include, path

from scripts.strays.sending import Stray, send, send_stray_requests

pytestmark = pytest.mark.django_db


def fail(request):
    raise RuntimeError("nobody caught this")


def break_off(request):
    return StreamingHttpResponse(str(1 / (number - 1)) for number in range(3))


def tell_too_much(request):
    return HttpResponse("Traceback (most recent call last):", status=400)


urlpatterns = [
    path("fail/", fail),
    path("break-off/", break_off),
    path("tell-too-much/", tell_too_much),
    path("", include("config.urls")),
]


def test_stray_requests_are_answered(shipped):
    report = send_stray_requests(number=300, seed=1)

    assert report.failures == []
    assert report.statuses.total() == 300
    assert {200, 400, 404} <= set(report.statuses)


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status", "problem"),
    [
        ("/fail/", 500, "RuntimeError: nobody caught this (test_stray_requests.py:"),
        ("/break-off/", 0, "ZeroDivisionError: division by zero"),
        ("/tell-too-much/", 400, "The answer holds a traceback."),
    ],
)
def test_answer_that_failed_is_named(address, status, problem):
    client = Client(raise_request_exception=False)

    outcome = send(Stray(address, client, "GET", address, {}))

    assert outcome[0] == status
    assert outcome[1].startswith(problem)


def test_answer_without_failure_has_no_problem():
    client = Client(raise_request_exception=False)

    assert send(Stray("", client, "GET", "/nothing/", {})) == (404, "")

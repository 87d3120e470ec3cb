"""Every error under /api/ has one shape: RFC 9457 problem details."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import include, path
from rest_framework.views import APIView

from config.urls import handler400, handler403, handler404, handler500  # noqa: F401 (this module stands in as urls)
from tests.factories import make_payload

pytestmark = pytest.mark.django_db


def fail(request):
    raise RuntimeError("the secret of the failing view")


def forbid(request):
    raise PermissionDenied


class FailingView(APIView):
    def get(self, request):
        raise RuntimeError("the secret of the failing view")


urlpatterns = [
    path("api/v1/fail/", fail),
    path("api/v1/fail-in-rest/", FailingView.as_view()),
    path("api/v1/forbidden/", forbid),
    path("fail/", fail),
    path("", include("config.urls")),
]


def check(response, status, title, detail, **members):
    """Assert that an answer is a problem with exactly these members."""
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    told = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    assert response.json() == told | members


def test_wrong_parameter(client):
    response = client.get("/api/v1/payloads/", {"kind": "Camara"})

    detail = "kind has no value “Camara”. Did you mean camera?"
    parameter = {
        "parameter": "kind",
        "value": "Camara",
        "detail": detail,
        "nearest": "camera",
    }
    parameter["valid"] = "/api/v1/vocabularies/payload-kind/"
    check(response, 400, "Bad Request", detail, parameters=[parameter])


def test_unreadable_query(client):
    response = client.get("/api/v1/payloads/?q=%00")

    check(
        response,
        400,
        "Bad Request",
        "The address contains a NUL character, which no record contains.",
    )


@pytest.mark.parametrize(
    ("address", "detail"),
    [
        ("/api/v1/payloads/change-5-none/", "There is no payload “change-5-none”."),
        ("/api/v1/missions/1/", "There is no mission “1”."),
        (
            "/api/v1/countries/FR/",
            (
                "The catalogue holds no record of France (FR). No payload found in sources, counted or not. "
                "No participation in the ILRS found in sources, of its own or of an institution."
            ),
        ),
        ("/api/v1/ilrs-participations/none/", "There is no participation “none”."),
        ("/api/v1/specifications/a.mass/", "There is no specification “a.mass”."),
        ("/api/v1/provisions/none.lead/", "There is no provision “none.lead”."),
        ("/api/v1/citations/payload.a.0123/", "There is no citation “payload.a.0123”."),
        ("/api/v1/citations/nonsense/", "There is no citation “nonsense”."),
    ],
)
def test_unknown_record(client, address, detail):
    make_payload(slug="a")

    response = client.get(address)

    check(response, 404, "Not Found", detail)


def test_unknown_vocabulary(client):
    response = client.get("/api/v1/vocabularies/colour/")

    assert response.status_code == 404
    assert response.json()["detail"].startswith(
        "There is no vocabulary “colour”. Known: basis, bound, change-kind, "
    )


def test_page_beyond_the_end(client):
    response = client.get("/api/v1/missions/?page=2")

    check(response, 404, "Not Found", "There is no page “2” of this list.")


@pytest.mark.parametrize(
    "address",
    [
        "/api/nothing/",
        "/api/v1/astronauts/",
        "/api/v2/payloads/",
        "/api/v1/payloads/a/b/",
    ],
)
def test_unknown_path(client, address):
    response = client.get(address)

    check(response, 404, "Not Found", f"There is no page at {address}.")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/payloads/",
        "/api/v1/payloads/a/",
        "/api/v1/citations/",
        "/api/v1/search/",
    ],
)
def test_writing(client, address, method):
    make_payload(slug="a")

    response = getattr(client, method)(address)

    check(
        response, 405, "Method Not Allowed", f'Method "{method.upper()}" not allowed.'
    )
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    "accept", ["text/plain", "text/html", "application/xml", "image/*"]
)
@pytest.mark.parametrize(
    "address", ["/api/v1/payloads/", "/api/v1/payloads/a/", "/api/v1/vocabularies/"]
)
def test_type_that_cannot_be_served(client, address, accept):
    make_payload(slug="a")

    response = client.get(address, headers={"Accept": accept})

    check(
        response, 406, "Not Acceptable", "Could not satisfy the request Accept header."
    )


@pytest.mark.parametrize(
    "accept", ["application/json", "*/*", "text/html,application/xhtml+xml,*/*;q=0.8"]
)
def test_type_that_can_be_served(client, accept):
    make_payload(slug="a")

    response = client.get("/api/v1/payloads/", headers={"Accept": accept})

    assert response.status_code == 200
    assert [record["slug"] for record in response.json()["results"]] == ["a"]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", ["/api/v1/fail/", "/api/v1/fail-in-rest/"])
def test_failure(client, address):
    client.raise_request_exception = False

    response = client.get(address)

    check(
        response,
        500,
        "Internal Server Error",
        "Something failed here. It is not your request's fault.",
    )


@pytest.mark.urls(__name__)
def test_forbidden(client):
    response = client.get("/api/v1/forbidden/")

    check(response, 403, "Forbidden", "Permission is missing.")


@pytest.mark.urls(__name__)
def test_failure_of_a_page_is_a_page(client):
    client.raise_request_exception = False

    response = client.get("/fail/")

    assert response.status_code == 500
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "Something failed here" in response.content.decode()
    assert "secret" not in response.content.decode()


def test_unknown_page_is_a_page(client):
    response = client.get("/nothing/")

    assert response.status_code == 404
    assert response["Content-Type"] == "text/html; charset=utf-8"
    assert "There is no page at /nothing/." in response.content.decode()

"""Headers: what a page may ask a browser for, and who may show what comes from here."""

import pytest
from django.core.cache import caches

from web.headers import PERMISSIONS_POLICY

pytestmark = pytest.mark.django_db

POLICY = "Cross-Origin-Resource-Policy"
PAGES = [
    "/",
    "/payloads/",
    "/about/",
    "/nowhere/",
    "/payloads/?nonsense=1",
    "/admin/login/",
    "/admin/",
    "/healthz",
    "/apish/",
]
FOR_ANY_SITE = [
    "/api/v1/",
    "/api/v1/payloads/",
    "/api/v1/nowhere/",
    "/downloads/",
    "/downloads/catalogue.json",
    "/static/card.png",
    "/static/css/site.css",
]


@pytest.fixture(autouse=True)
def static_files(settings):
    """Static files are served as they are, and not from the folder that ``make run`` collects them in."""
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True


def get(client, address):
    """Return an answer; the file that a static one is read from is closed."""
    answer = client.get(address)
    answer.close()
    return answer


@pytest.mark.parametrize("address", PAGES)
def test_pages_are_for_this_site_alone(client, address):
    assert get(client, address)[POLICY] == "same-origin"


@pytest.mark.parametrize("address", FOR_ANY_SITE)
def test_any_site_may_show_data_and_static_files(client, address):
    answer = get(client, address)

    assert answer.status_code == (404 if "nowhere" in address else 200)
    assert answer[POLICY] == "cross-origin"


@pytest.mark.parametrize("address", [*PAGES, *FOR_ANY_SITE])
def test_no_page_may_ask_for_a_device(client, address):
    features = get(client, address)["Permissions-Policy"].split(", ")

    for feature in ("camera", "geolocation", "microphone", "payment", "usb"):
        assert f"{feature}=()" in features
    # The button that copies a citation.
    allowed = [feature for feature in features if not feature.endswith("=()")]
    assert allowed == ["clipboard-write=(self)"]


@pytest.mark.parametrize("address", ["/about/", "/api/v1/payloads/"])
def test_answers_that_are_kept_have_them_too(client, settings, address):
    memory = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    settings.CACHES = settings.CACHES | {
        "default": memory | {"LOCATION": "5"},
        "answers": memory | {"LOCATION": "6"},
    }
    caches["answers"].clear()

    made = client.get(address)
    kept = client.get(address)
    unchanged = client.get(address, headers={"If-None-Match": made["ETag"]})

    assert (made.status_code, kept.status_code, unchanged.status_code) == (
        200,
        200,
        304,
    )
    for answer in (made, kept, unchanged):
        assert answer["Permissions-Policy"] == PERMISSIONS_POLICY
        assert answer[POLICY] == made[POLICY]

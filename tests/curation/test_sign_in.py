"""Signing in to the admin: who guesses passwords is held off for a time, and an administrator can lift that."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import F
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from rest_framework.settings import api_settings

from tests.admin_forms import log_in, words

pytestmark = pytest.mark.django_db

SIGN_IN = "/admin/login/"
RIGHT = "the dark side of it"
LOCKS = "/admin/axes/accessattempt/"
REFUSED = (
    "5 wrong passwords were given for this account from your address. Try again in 15 minutes, "
    "or ask an administrator to lift the lock."
)


@pytest.fixture(autouse=True)
def accounts():
    for name in ("yutu", "zhurong"):
        User.objects.create_superuser(name, password=RIGHT)


def sign_in(client, password=RIGHT, name="yutu", leading_to="/admin/", **sent):
    form = {"username": name, "password": password, "next": leading_to}
    return client.post(SIGN_IN, form, **sent)


def guess(client, times, **sent):
    """Give a wrong password as often as told and return the last answer."""
    for number in range(times):
        answer = sign_in(client, f"guess {number}", **sent)
    return answer


def is_in(response):
    return response.status_code == 302 and response["Location"] == "/admin/"


def test_after_five_wrong_passwords_the_right_one_is_refused_with_a_sentence(client):
    fourth = guess(client, 4)
    fifth = guess(client, 1)

    refused = sign_in(client)

    assert fourth.status_code == 200
    for answer in (fifth, refused):
        assert answer.status_code == 429
        assert "<h1>Signing in is refused for now</h1>" in words(answer)
        assert REFUSED in words(answer)
    assert "sessionid" not in client.cookies


def test_another_browser_at_the_same_address_is_no_way_around(client):
    guess(client, 3, headers={"User-Agent": "first"})
    guess(client, 2, headers={"User-Agent": "second"})

    assert sign_in(Client(), headers={"User-Agent": "third"}).status_code == 429


def test_a_colleague_and_another_address_are_not_locked_out(client):
    guess(client, 5)

    assert is_in(sign_in(Client(), name="zhurong"))
    assert is_in(sign_in(Client(), REMOTE_ADDR="192.0.2.9"))


def test_a_lock_ends_by_itself_and_is_not_prolonged(client):
    guess(client, 5)
    AccessAttempt.objects.update(
        attempt_time=F("attempt_time") - timedelta(minutes=14, seconds=50)
    )
    assert sign_in(client).status_code == 429

    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(seconds=11))

    assert is_in(sign_in(client))


def test_the_right_password_ends_the_count(client):
    guess(client, 4)
    assert is_in(sign_in(client))

    assert guess(Client(), 4).status_code == 200


@pytest.mark.parametrize(
    ("proxies", "header", "address"),
    [
        (0, "192.0.2.1", "127.0.0.1"),
        (1, None, "127.0.0.1"),
        (1, "192.0.2.1, 198.51.100.7", "198.51.100.7"),
        (2, "203.0.113.5, 192.0.2.1 , 198.51.100.7", "192.0.2.1"),
        (3, "198.51.100.7", "198.51.100.7"),
        (1, "2001:DB8::1", "2001:db8::1"),
        (1, "fe80::1%eth0", "fe80::1"),
        (1, "unknown", None),
    ],
)
def test_the_address_is_the_one_that_the_outermost_own_proxy_saw(
    client, monkeypatch, proxies, header, address
):
    monkeypatch.setattr(api_settings, "NUM_PROXIES", proxies)
    headers = {"X-Forwarded-For": header} if header else {}

    guess(client, 1, headers=headers)

    assert AccessAttempt.objects.get().ip_address == address


def test_a_client_cannot_choose_its_address(client, monkeypatch):
    monkeypatch.setattr(api_settings, "NUM_PROXIES", 1)

    for number in range(5):
        headers = {"X-Forwarded-For": f"192.0.2.{number}, 198.51.100.7"}
        answer = guess(client, 1, headers=headers)

    assert answer.status_code == 429


def test_no_password_is_kept(client):
    guess(client, 2)

    [attempt] = AccessAttempt.objects.values()
    assert "guess" not in str(attempt)


def test_who_signed_in_is_not_kept(client):
    guess(client, 2)
    sign_in(client)

    assert AccessAttempt.objects.count() == 0
    assert AccessLog.objects.count() == 0


def test_an_administrator_sees_the_lock_and_lifts_it(client):
    visitor = Client()
    guess(visitor, 3, headers={"User-Agent": "first"})
    guess(visitor, 2, headers={"User-Agent": "second"})
    guess(visitor, 1, name="zhurong")
    log_in(client, is_superuser=True)

    listed = client.get(LOCKS)

    locked = {
        (attempt.username, attempt.user_agent): listed.context_data[
            "cl"
        ].model_admin.is_locked(attempt)
        for attempt in listed.context_data["cl"].result_list
    }
    assert locked == {
        ("yutu", "first"): True,
        ("yutu", "second"): True,
        ("zhurong", "<unknown>"): False,
    }
    assert "Delete selected" not in words(listed)

    one_line = AccessAttempt.objects.get(user_agent="first").pk
    lifted = client.post(
        LOCKS, {"action": "lift_locks", "_selected_action": one_line}, follow=True
    )

    assert "Signing in is possible again." in words(lifted)
    assert is_in(sign_in(visitor, headers={"User-Agent": "first"}))


def test_a_lock_that_has_ended_is_not_shown_as_one(client):
    log_in(client, is_superuser=True)
    guess(Client(), 5)
    AccessAttempt.objects.update(
        attempt_time=F("attempt_time") - timedelta(minutes=15, seconds=1)
    )

    changelist = client.get(LOCKS).context_data["cl"]

    [attempt] = changelist.result_list
    assert changelist.model_admin.is_locked(attempt) is False


def test_who_may_only_look_cannot_lift_a_lock(client):
    guess(Client(), 5)
    log_in(client, "view_accessattempt")

    listed = client.get(LOCKS)
    client.post(
        LOCKS,
        {"action": "lift_locks", "_selected_action": AccessAttempt.objects.get().pk},
    )

    assert "Lift the lock" not in words(listed)
    assert sign_in(Client()).status_code == 429


def test_the_list_of_locks_costs_the_same_for_many(client, count_queries):
    log_in(client, is_superuser=True)
    guess(Client(), 1)
    one = count_queries(client.get, LOCKS)

    for number in range(5):
        guess(Client(), 1, headers={"User-Agent": f"browser {number}"})

    assert count_queries(client.get, LOCKS) == one


def test_the_locks_stand_last_on_the_first_page_of_the_admin(client):
    log_in(client, is_superuser=True)

    page = words(client.get(reverse("admin:index")))

    assert page.index("/admin/axes/") > page.rindex("/admin/sources/")


@pytest.mark.parametrize("page", ["/about/", "/admin/login/"])
def test_who_is_locked_out_may_read_on(client, page):
    guess(client, 5)

    with CaptureQueriesContext(connection) as asked:
        response = client.get(page)

    assert response.status_code == 200
    assert not [query for query in asked if "axes" in query["sql"]]


def test_a_session_lasts_a_working_day(client):
    sign_in(client)

    assert client.cookies["sessionid"]["max-age"] == 10 * 60 * 60
    left = client.session.get_expiry_date() - timezone.now()
    assert timedelta(hours=9, minutes=59) < left <= timedelta(hours=10)


def test_a_page_of_the_admin_is_opened_after_signing_in(client):
    asked = client.get(LOCKS)

    assert asked["Location"] == f"{SIGN_IN}?next={LOCKS}"
    assert sign_in(client, leading_to=LOCKS)["Location"] == LOCKS


@pytest.mark.parametrize(
    "foreign",
    [
        "https://evil.example/",
        "//evil.example/admin/",
        "/\\evil.example",
        "javascript:alert(1)",
        "",
    ],
)
def test_signing_in_leads_to_no_other_site(client, foreign):
    assert is_in(sign_in(client, leading_to=foreign))

    # Who is signed in already is led on at once.
    assert is_in(client.get(SIGN_IN, {"next": foreign}))


@pytest.mark.parametrize(
    ("password", "told"),
    [
        ("chang-wanquan", "The password is too similar to the username."),
        ("changwanquan1", "The password is too similar to the username."),
        ("eleven moons of brass", ""),
    ],
)
def test_a_password_like_the_name_is_refused(client, password, told):
    log_in(client, is_superuser=True)

    answer = client.post(
        "/admin/auth/user/add/",
        {
            "username": "changwanquan",
            "usable_password": "true",
            "password1": password,
            "password2": password,
        },
    )

    assert told in words(answer)
    assert User.objects.filter(username="changwanquan").exists() == (not told)

"""What sends stray requests through Django's test client and reads the answers."""

import random
import time
import traceback
from collections import Counter
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client

from scripts.strays.addresses import Addresses
from scripts.strays.forms import Forms

TRACEBACK = b"Traceback (most recent call last)"
# One request in so many is a form that an editor sends.
FORMS_ARE_ONE_IN = 6


class Stray(NamedTuple):
    """A request in words, who sends it, and with what arguments of the test client."""

    words: str
    client: Client
    method: str
    address: str
    arguments: dict


@dataclass
class Report:
    """What came back: the number of answers by status, what failed in words, and the slowest answer in seconds.

    What broke off has the status 0.
    """

    statuses: Counter = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0, "")


def send_stray_requests(number, seed):
    """Send so many requests, which a seed chooses, and return the ``Report``. What they store is taken back."""
    report = Report()
    with transaction.atomic():
        for stray in stray_requests(number, random.Random(seed)):  # noqa: S311 - no secret
            started = time.perf_counter()
            status, failure = send(stray)
            seconds = time.perf_counter() - started
            report.statuses[status] += 1
            report.slowest = max(report.slowest, (seconds, stray.words))
            if failure:
                report.failures.append(f"{status} {stray.words}\n    {failure}")
        transaction.set_rollback(True)
    return report


def stray_requests(number, chance):
    """Yield so many requests; every page of the admin is sent to before one is sent to again."""
    reader = Client(raise_request_exception=False)
    editor = Client(raise_request_exception=False)
    editor.force_login(
        User.objects.create(username="editor", is_staff=True, is_superuser=True)
    )
    addresses = Addresses(reader, chance)
    forms = Forms(editor, chance)
    waiting = []
    for count in range(number):
        if count % FORMS_ARE_ONE_IN:
            method, address, headers = addresses.request()
            client = editor if address.startswith("/admin/") else reader
            words = f"{method} {address} {headers or ''}"
            yield Stray(words, client, method, address, {"headers": headers})
            continue
        if not waiting:
            waiting = forms.every_address()
            chance.shuffle(waiting)
        address = waiting.pop()
        arguments, changes = forms.post(address)
        words = f"POST {address} {'; '.join(changes)}"
        yield Stray(words, editor, "POST", address, arguments)


def send(stray):
    """Send a request and take back what it stored; return the status, and in words what is wrong with the answer."""
    cookies = stray.client.cookies.copy()
    with transaction.atomic():
        outcome = answer(stray)
        transaction.set_rollback(True)
    # Whatever signed the editor out is taken back too.
    stray.client.cookies = cookies
    return outcome


def answer(stray):
    try:
        if isinstance(stray.arguments.get("data"), dict):
            response = stray.client.post(stray.address, **stray.arguments)
        else:
            response = stray.client.generic(
                stray.method, stray.address, **stray.arguments
            )
        # What is streamed is made here.
        content = b"".join(response)
    # Whatever escapes the application, or breaks an answer that is streamed, is what is looked for.
    except Exception as error:
        return 0, raised(error)
    return response.status_code, problem_of(response, content)


def problem_of(response, content):
    """Return what is wrong with an answer, ``""`` for nothing."""
    if TRACEBACK in content:
        return "The answer holds a traceback."
    if response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
        return ""
    if response.exc_info:
        return raised(response.exc_info[1])
    return content[:200].decode(errors="replace")


def raised(error):
    """Return what an exception says, and the last places that it passed."""
    places = []
    for frame in traceback.extract_tb(error.__traceback__)[:-5:-1]:
        file = frame.filename.rpartition("/")[2]
        places.append(f"{file}:{frame.lineno}")
    return f"{type(error).__name__}: {str(error)[:300]} ({', '.join(places)})"

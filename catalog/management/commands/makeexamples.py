"""Write the example answers of the API's description, from the catalogue that is loaded."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand
from django.test import Client, override_settings

from exchange.examples import check_examples

HOST = "catalogue.example.org"

# What is asked for the example of each path. A list is searched for a record that has a row of most kinds.
ANSWERS = {
    "/api/v1/payloads/": "/api/v1/payloads/?q=Lunar+Lander+Neutron&page_size=1",
    "/api/v1/payloads/{slug}/": "/api/v1/payloads/change-4-lnd/",
    "/api/v1/missions/": "/api/v1/missions/?q=change+4&page_size=1",
    "/api/v1/ilrs-counts/": "/api/v1/ilrs-counts/?page_size=1",
    "/api/v1/changes/": "/api/v1/changes/?record=country:TR&page_size=1",
}
# Requests with an error: the address and the format that is accepted.
ERRORS = {
    "400": ("/api/v1/payloads/?contry=SE", "application/json"),
    "404": ("/api/v1/payloads/change-4-lmd/", "application/json"),
    "406": ("/api/v1/payloads/", "application/xml"),
}


# What is another in every installation, and is therefore always the same in the examples.
SAME_EVERYWHERE = {
    "revision": 6492,
    "recorded_at": "2026-11-28T04:39:40.740283Z",
}


def example_answers():
    """Return the answers and the errors as the file holds them."""
    answers = {path: shortened(ask(address)) for path, address in ANSWERS.items()}
    errors = {
        status: ask(address, accept) for status, (address, accept) in ERRORS.items()
    }
    return {"answers": answers, "errors": errors}


def ask(address, accept="application/json"):
    """Return what the API answers to an address of the host that is kept for examples."""
    # Static files are then looked for when they are asked for, which they are not.
    with override_settings(ALLOWED_HOSTS=[HOST], WHITENOISE_AUTOREFRESH=True):
        return (
            Client(headers={"host": HOST, "accept": accept})
            .get(address, secure=True)
            .json()
        )


def shortened(answer):
    """Return an answer with one member of each list, which shows the shape of the others, and values for examples."""
    if isinstance(answer, dict):
        return {
            name: SAME_EVERYWHERE.get(name, shortened(value))
            for name, value in answer.items()
        }
    if isinstance(answer, list):
        return [shortened(member) for member in answer[:1]]
    return answer


class Command(BaseCommand):
    help = "Write the example answers of the API's description, from the catalogue that is loaded."

    def handle(self, **options):
        check_examples()
        text = json.dumps(example_answers(), ensure_ascii=False, indent=2)
        settings.EXAMPLE_ANSWERS.write_text(f"{text}\n", encoding="utf-8")
        self.stdout.write(f"Wrote {settings.EXAMPLE_ANSWERS}.")

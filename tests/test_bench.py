"""What the API is measured against is the same answer, or the measurement says nothing."""

import pytest

from bench import hand

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


@pytest.mark.parametrize(
    ("address", "make"),
    [
        ("/api/v1/payloads/?page_size=100", hand.listed),
        (
            "/api/v1/payloads/?facets=mission,country,kind,status&page_size=1",
            hand.facets,
        ),
        ("/api/v1/payloads/?format=csv", hand.table),
    ],
)
def test_what_is_made_by_hand_is_the_answer_of_the_api(client, address, make):
    answer = b"".join(client.get(address))

    assert hand.is_same_answer(answer, make("http://testserver"))

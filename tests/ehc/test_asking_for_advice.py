"""The list of whom to ask for advice, as a page that was opened before somebody else changed it (reg 6)."""

import re

import pytest
from django.urls import reverse

from alongside.ehc.models import AdviceRequest
from tests.ehc.advice_makers import assessing
from tests.ehc.conftest import Area, area  # noqa: F401 - a fixture
from tests.plans.reading import signed_in


@pytest.mark.django_db
def test_a_page_opened_before_a_colleague_asked_one_parent_asks_the_other_and_nobody_else(area: Area) -> None:  # noqa: F811
    assessing(area)
    client = signed_in(area.caseworker)
    address = reverse("ehc:ask_advice", args=[area.around.child.id])
    opened = client.get(address).content.decode()
    people = dict(re.findall(r'name="([^"]+)-to" value="([^"]+):"', opened))
    first, other = list(people)[:2]
    hidden = {f"{name}-to": f"{person}:" for name, person in people.items()}
    client.post(address, {**hidden, f"{first}-ask": "on"})  # a colleague, in the meantime
    answer = client.post(address, {**hidden, f"{other}-ask": "on"})
    assert answer.status_code == 302
    asked = {str(one) for one in AdviceRequest.everything.values_list("person_id", flat=True)}
    assert asked == {people[first], people[other]}

"""Somebody outside is asked by a letter that can be posted (R25, reg 6 and 8)."""

import re

from django.urls import reverse

from alongside.ehc.choices import Limb
from alongside.ehc.operations.advice_asking import NewAsk, ask_for_advice
from tests.ehc.conftest import Area
from tests.ehc.test_request import asked, decided, no
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok


def test_the_letter_says_about_whom_what_and_by_when_with_what_the_family_said(area: Area) -> None:
    """It was "sent" to a name with nothing to send. Only the council takes it, and only while it is waited for."""
    asked(area)
    decided(area, no(yes=True, answers={"has-sen": True, "plan-may-be-needed": True}))
    child = area.around.child
    (one,) = ok(
        ask_for_advice(area.caseworker, child.id, [NewAsk(Limb.MEDICAL, name="Dr Aisha Tan")], world.NOW)
    )
    shown = text_of(signed_in(area.caseworker).get(reverse("ehc:advice_one", args=[child.id, one.id])))
    assert "Dr Aisha Tan does not use this service. Send them the letter" in re.sub(r"\s+", " ", shown)
    where = reverse("ehc:advice_letter", args=[child.id, one.id, "text"])
    letter = signed_in(area.caseworker).get(where).content.decode()
    for words in (
        child.full_name,
        "six weeks",
        "planted-words-of-the-mother",
        "Dr Aisha Tan",
        area.council.name,
    ):
        assert words in letter
    for other in (area.around.mother, area.around.senco):
        assert signed_in(other).get(where).status_code == 404

"""What professionals outside are asked: one purpose, until a date; received, due, late (S8, S15, S16, R9)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.choices import Role
from alongside.kernel.chronicle import EntryKind, Reach
from alongside.support.models import Contribution, Referral
from alongside.support.operations import (
    NewContribution,
    NewReferral,
    Step,
    ask_professional,
    start_cycle,
    take_step,
)
from alongside.support.queries import chronicle, waiting_for
from alongside.support.queries.referrals import open_referrals, referral_board, referrals_of, steps_of
from alongside.support.rules.referrals import (
    ReferralFacts,
    StepFacts,
    is_late,
    not_received,
    refuse_referral,
    refuse_step,
)
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

TODAY, NOW = world.TODAY, world.NOW
DUE, UNTIL = TODAY + timedelta(weeks=6), TODAY + timedelta(weeks=10)
FACTS = ReferralFacts("Speech therapy", "Four steps?", "Her mother, 3 September", TODAY, DUE, UNTIL)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"service": " "}, "referral.service"),
        ({"purpose": ""}, "referral.purpose"),
        ({"family_agreed": ""}, "referral.family"),
        ({"asked_on": TODAY + timedelta(days=1)}, "referral.asked_on"),
        ({"due_on": TODAY - timedelta(days=1)}, "referral.due_on"),
        ({"until": DUE - timedelta(days=1)}, "referral.until"),
        ({"until": TODAY + timedelta(days=367)}, "referral.long"),
    ],
)
def test_what_a_request_needs(changed: dict[str, Any], code: str | None) -> None:
    """S15: one child, one purpose, until a date, and never without the family."""
    refusal = refuse_referral(replace(FACTS, **changed), TODAY)
    assert (refusal.code if refusal else None) == code


STEP = StepFacts("asked", "receive", TODAY, "", "", False)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"state": "received"}, "referral.no_move"),
        ({"state": "answered", "move": "answer"}, "referral.no_move"),
        ({"move": "chase"}, None),
        ({"on": TODAY - timedelta(days=30)}, "referral.on"),
        ({"on": TODAY + timedelta(days=1)}, "referral.on"),
        ({"move": "hand_over"}, "referral.name"),
        ({"move": "hand_over", "name": "Ms Roe"}, None),
        ({"move": "answer"}, "referral.answer"),
        ({"move": "answer", "has_answer": True}, None),
        ({"move": "decline"}, "referral.why"),
        ({"move": "withdraw", "words": "She moved"}, None),
    ],
)
def test_what_may_happen_to_a_request(changed: dict[str, Any], code: str | None) -> None:
    refusal = refuse_step(replace(STEP, **changed), TODAY - timedelta(days=20), TODAY)
    assert (refusal.code if refusal else None) == code


def test_late_is_worked_out() -> None:
    assert is_late("asked", TODAY - timedelta(days=1), TODAY) and not is_late("asked", TODAY, TODAY)
    assert not is_late("answered", TODAY - timedelta(days=1), TODAY)
    assert not_received("asked", TODAY - timedelta(days=1), TODAY)
    assert not not_received("received", TODAY - timedelta(days=1), TODAY)


def asked(around: Around, **changed: Any) -> Referral:
    new = NewReferral("Speech therapy", "Four steps?", "Her mother", TODAY, DUE, UNTIL)
    return ok(ask_professional(around.senco, around.child.id, replace(new, **changed), NOW))


def test_a_request_is_followed_from_asking_to_the_answer_in_the_assessment(written: Around) -> None:
    """R9, S8: asked, received, handed over, answered; the answer stands in the assessment too, as it came."""
    child, senco = written.child.id, written.senco
    cycle = ok(start_cycle(senco, child, NOW))
    row = asked(written)
    ok(take_step(senco, child, row.id, Step("receive", TODAY, name="Ines Duarte", cover="Lea Moss"), NOW))
    ok(take_step(senco, child, row.id, Step("hand_over", TODAY, name="Lea Moss"), NOW))
    answer = Step(
        "answer", TODAY, document="Report of 15 September", brought=NewContribution("Plays", "Order")
    )
    ok(take_step(senco, child, row.id, answer, NOW))
    (line,) = referrals_of(written.mother, child)
    assert (line.state, line.holder, line.in_assessment) == ("answered", "Lea Moss", True)
    assert line.answer == "What goes well: Plays\nWhat is hard: Order"
    said = Contribution.everything.get(cycle=cycle)
    assert (said.speaker_name, said.how_known) == ("Lea Moss, Speech therapy", "Report of 15 September")
    assert [one.move for one in steps_of(written.father, child, row.id)] == [
        "ask",
        "receive",
        "hand_over",
        "answer",
    ]
    assert refused(take_step(senco, child, row.id, Step("chase", TODAY), NOW)) == "referral.no_move"
    told = [one.title for one in chronicle(written.mother, child, Reach()) if one.kind is EntryKind.REQUEST]
    assert told[0] == "Speech therapy: answered"


def test_a_document_alone_is_an_answer_without_a_cycle(around: Around) -> None:
    row = asked(around)
    ok(take_step(around.senco, around.child.id, row.id, Step("answer", TODAY, document="Report"), NOW))
    assert not Contribution.everything.exists()


def test_who_was_asked_for_what_by_when_and_what_is_late(around: Around) -> None:
    """S16: the board lists late requests; they wait for whoever asked; others see nothing of them."""
    asked(around)
    later = replace(around.senco, on=DUE + timedelta(days=1))
    assert referral_board(around.senco, around.school.pk, TODAY)[0].rows == ()
    (one,) = referral_board(later, around.school.pk, later.on)
    assert (one.total, one.rows[0].who, one.rows[0].by) == (1, "Speech therapy", DUE)
    assert [line.late for line in open_referrals(later)] == [True]
    assert [
        line.not_received for line in open_referrals(replace(around.senco, on=TODAY + timedelta(days=15)))
    ] == [True]
    assert "The answer is late: Speech therapy" in [one.what for one in waiting_for(later)]
    other = world.acting(world.make_person("Some", "Body"), Role.SENCO, world.make_setting())
    assert open_referrals(other) == () and referrals_of(other, around.child.id) == ()
    assert (
        refused(
            take_step(
                other,
                around.child.id,
                referrals_of(around.senco, around.child.id)[0].id,
                Step("chase", TODAY),
                NOW,
            )
        )
        == "not_found"
    )


def test_a_request_on_its_pages(around: Around, the_morning: None) -> None:
    """R9: written down, followed and read by the family on the same page."""
    client, child = signed_in(around.senco), around.child.id
    days = {
        f"{name}-{part}": getattr(day, part)
        for name, day in (("asked_on", TODAY), ("due_on", DUE), ("until", UNTIL))
        for part in ("day", "month", "year")
    }
    sent = {
        "service": "Speech therapy",
        "holder": "",
        "purpose": "Four steps?",
        "about": "",
        "family_agreed": "",
        **days,
    }
    add = reverse("support:add_referral", args=[child])
    assert client.post(add, sent).status_code == 422
    assert client.post(add, {**sent, "family_agreed": "Her mother"}).status_code == 302
    row = Referral.everything.get()
    address = reverse("support:referral", args=[child, row.id])
    assert "They said that they have it" in text_of(client.get(address))
    on = {"on-day": TODAY.day, "on-month": TODAY.month, "on-year": TODAY.year}
    assert (
        client.post(
            address, {"do": "answer", "well": "", "hard": "", "helps": "", "document": "", **on}
        ).status_code
        == 422
    )
    assert client.post(address, {"do": "perhaps", **on}).status_code == 404
    assert (
        client.post(address, {"do": "receive", "name": "Ines", "cover": "", "words": "", **on}).status_code
        == 302
    )
    mother = signed_in(around.mother)
    page = text_of(mother.get(address))
    assert "Ines" in page and "What happened?" not in page
    assert mother.post(address, {"do": "receive", **on}).status_code == 404
    assert "Speech therapy" in text_of(client.get(reverse("support:open_referrals")))
    assert mother.get(reverse("support:open_referrals")).status_code in (403, 404)

"""Disagreement is kept beside the text, with its steps, and read by those it is for (R17, R26, R27)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.casefile.waiting import waiting_for
from alongside.disputes.models import Disagreement
from alongside.disputes.operations import (
    NewDisagreement,
    NewStep,
    end_disagreement,
    raise_disagreement,
    record_step,
    write_view,
)
from alongside.disputes.queries import chronicle, disagreements_of, views_of
from alongside.kernel.chronicle import Reach
from alongside.notices.models import Notice
from alongside.people.models import Person
from alongside.plans.queries import live_document, live_plan
from alongside.rendering.text import to_text
from alongside.voice.choices import Audience, Voice
from alongside.voice.models import Statement
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

MINE = "She speaks a lot at home, in Polish."


def a_passage(around: Around) -> Statement:
    return Statement.everything.filter(
        child=around.child, audience=Audience.SHARED, voice=Voice.PROFESSIONAL
    )[0]


def seen(around: Around, who: Actor, **new: Any) -> Disagreement:
    return ok(raise_disagreement(who, around.child.id, NewDisagreement(MINE, **new), world.NOW))


def page_of(who: Actor, name: str, *parts: Any) -> str:
    return text_of(signed_in(who).get(reverse(name, args=parts)))


def people(around: Around) -> dict[str, Actor]:
    friend, dsl = world.make_person("A", "Friend"), world.make_person("D", "Lead")
    world.stands(around.child, StandingKind.ADVOCATE, person=friend)
    world.joins(dsl, around.school, Role.SAFEGUARDING_LEAD)
    return {
        "mother": around.mother, "father": around.father, "child": around.amira, "senco": around.senco,
        "head": around.head, "teacher": around.teacher, "friend": world.acting(friend, Role.FAMILY),
        "dsl": world.acting(dsl, Role.SAFEGUARDING_LEAD, around.school),
    }  # fmt: skip


EVERYONE = {"mother", "father", "child", "senco", "head", "teacher", "friend", "dsl"}


@pytest.mark.parametrize(
    ("new", "who_raises", "read_by"),
    [
        ({"beside_plan": True}, "mother", EVERYONE),
        ({}, "mother", {"mother", "senco", "head"}),
        ({}, "father", {"father", "senco", "head"}),
        ({}, "teacher", {"teacher", "senco", "head"}),
        ({}, "child", {"child", "senco", "head"}),
        ({"for_whom": "child", "gathered": "said"}, "mother", {"mother", "child", "senco", "head"}),
    ],
)
def test_who_reads_it(written: Around, new: dict[str, Any], who_raises: str, read_by: set[str]) -> None:
    """2.3, 2.5: what one parent does not put beside the plan is not for the other home; nor are its steps and views."""
    cast, child = people(written), written.child.id
    row = seen(written, cast[who_raises], **new)
    ok(
        record_step(
            written.senco, child, row.id, NewStep("conversation", world.TODAY, "We talked."), world.NOW
        )
    )
    ok(write_view(written.senco, child, row.id, "I see it so.", world.NOW))
    assert {name for name, who in cast.items() if disagreements_of(who, child)} == read_by
    assert {name for name, who in cast.items() if views_of(who, child, row.id)} == read_by
    assert {name for name, who in cast.items() if len(chronicle(who, child, Reach())) == 3} == read_by
    assert {
        name
        for name, who in cast.items()
        if signed_in(who).get(reverse("disputes:disagreement", args=[child, row.id])).status_code == 200
    } == read_by


def test_a_restricted_parent_reads_and_says_nothing(written: Around) -> None:
    """2.4.9: also of what they raised themselves."""
    row = seen(written, written.father, beside_plan=True)
    world.restrict(written.child, written.father_person)
    assert not disagreements_of(written.father, written.child.id)
    assert (
        refused(raise_disagreement(written.father, written.child.id, NewDisagreement(MINE), world.NOW))
        == "not_found"
    )
    assert refused(write_view(written.father, written.child.id, row.id, "No.", world.NOW)) == "not_found"
    assert disagreements_of(written.mother, written.child.id)


def test_it_stands_beside_the_passage_and_in_print_until_the_raiser_says_it_is_settled(
    written: Around,
) -> None:
    """R17: nobody deletes it, and whoever reads the passage reads that it is seen differently."""
    passage, child = a_passage(written), written.child.id
    row = seen(written, written.mother, beside_plan=True, about_id=passage.id)
    apart = seen(written, written.father, about_id=passage.id)
    world.changed(apart, text="Only for school.")

    def printed() -> str:
        plan = live_plan(written.senco, child)
        from alongside.children.queries import child_card

        card = child_card(written.senco, child)
        assert plan and card
        return to_text(live_document(written.senco, plan, card))

    assert MINE in printed() and "Only for school." not in printed()
    assert "Nadia Kowalska sees this differently " + MINE in page_of(written.teacher, "plans:plan", child)
    assert "Only for school." in page_of(written.senco, "plans:read", child)
    assert "Only for school." not in page_of(written.mother, "plans:plan", child)
    for who in (written.senco, written.head, written.father):
        assert (
            refused(end_disagreement(who, child, row.id, "settled", "It is fine.", world.NOW))
            == "disagreement.not_yours"
        )
    ok(end_disagreement(written.mother, child, row.id, "settled", "The plan names Polish now.", world.NOW))
    assert MINE not in printed() and MINE not in page_of(written.teacher, "plans:plan", child)
    assert "The plan names Polish now." in page_of(written.teacher, "disputes:disagreements", child)
    assert (
        refused(end_disagreement(written.mother, child, row.id, "closed", "x", world.NOW))
        == "disagreement.ended"
    )


def test_it_outlives_the_passage_and_does_not_quote_what_became_private(written: Around) -> None:
    passage, child = a_passage(written), written.child.id
    seen(written, written.mother, beside_plan=True, about_id=passage.id)
    world.changed(passage, ended_at=world.NOW)
    assert MINE in page_of(written.teacher, "plans:plan", child)
    assert passage.text in disagreements_of(written.teacher, child)[0].about
    world.changed(passage, audience=Audience.PRIVATE)
    assert disagreements_of(written.teacher, child)[0].about == "A passage of the plan"


def test_what_is_private_or_absent_cannot_be_disagreed_with(written: Around) -> None:
    passage, child = a_passage(written), written.child.id
    absent = NewDisagreement(MINE, about_id=world.an_id())
    assert refused(raise_disagreement(written.mother, child, absent, world.NOW)) == "not_found"
    world.changed(passage, audience=Audience.PRIVATE)
    hidden = NewDisagreement(MINE, about_id=passage.id)
    assert refused(raise_disagreement(written.mother, child, hidden, world.NOW)) == "not_found"
    assert refused(raise_disagreement(written.amira, child, hidden, world.NOW)) == "disagreement.private"
    nowhere = signed_in(written.mother).get(reverse("disputes:raise", args=[child]) + f"?about={passage.id}")
    assert nowhere.status_code == 404


@pytest.mark.parametrize(
    ("who", "whom", "gathered", "code"),
    [
        ("mother", "child", "typed", "words.in_childs_mouth"),
        ("mother", "child", "signed", None),
        ("teacher", "child", "drawn", None),
        ("senco", "mother", "typed", "words.parent_provenance"),
        ("senco", "mother", "said", None),
        ("teacher", "mother", "said", "not_found"),
        ("mother", "father", "said", "not_found"),
        ("senco", "nobody", "said", "not_found"),
    ],
)
def test_whose_words_and_how_they_were_told(
    written: Around, who: str, whom: str, gathered: str, code: str | None
) -> None:
    """O6: words written down for somebody say by whom and how."""
    for_whom = {"mother": written.mother.person_id, "father": written.father.person_id}.get(whom, whom)
    new = NewDisagreement(MINE, for_whom=str(for_whom), gathered=gathered)
    result = raise_disagreement(getattr(written, who), written.child.id, new, world.NOW)
    if code:
        assert refused(result) == code
    else:
        assert ok(result).gathered_by_name == getattr(written, who).name


def test_the_lead_worker_is_told_and_the_talk_goes_on(written: Around) -> None:
    """R27: without a next step, or when its day has passed, it waits for those who carry it on."""
    child = written.child.id
    row = seen(written, written.mother)
    told = Notice.everything.filter(person_id=written.senco.person_id, event="disagreement.raised")
    assert told.count() == 1

    def waits(days: int = 0) -> list[str]:
        person = Person.everything.get(pk=written.senco.person_id)
        senco = world.acting(person, Role.SENCO, written.school, world.TODAY + timedelta(days=days))
        return [one.why for one in waiting_for(senco) if "differently" in one.what]

    assert waits() == ["There is no next step yet"]
    soon = world.TODAY + timedelta(days=7)
    step = NewStep("conversation", world.TODAY, "We talked.", "Meet", "Ada Whitcombe", soon)
    ok(record_step(written.senco, child, row.id, step, world.NOW))
    assert waits(7) == [] and waits(8) == ["The day of the next step has passed"]
    assert Notice.everything.filter(person_id=written.mother.person_id, event="disagreement.moved").exists()
    assert refused(record_step(written.amira, child, row.id, step, world.NOW)) == "not_found"
    ok(end_disagreement(written.mother, child, row.id, "closed", "I leave it.", world.NOW))
    assert waits(8) == []
    assert refused(record_step(written.senco, child, row.id, step, world.NOW)) == "disagreement.ended"


def test_raised_stepped_and_settled_on_its_pages(written: Around) -> None:
    child, client = written.child.id, signed_in(written.mother)
    address = reverse("disputes:raise", args=[child]) + f"?about={a_passage(written).id}"
    assert a_passage(written).text in text_of(client.get(address))
    locks = text_of(client.get(address)).split("Otherwise only whoever says it")[1]
    assert "Ada Whitcombe" in locks and "Daniel Osei" not in locks and "Piotr Kowalski" not in locks
    wrong = client.post(address, {"text": MINE})
    assert wrong.status_code == 422 and MINE in wrong.content.decode()
    sent = client.post(address, {"text": MINE, "who_reads": "beside", "for_whom": "mine"})
    row = Disagreement.everything.get()
    assert sent.status_code == 302 and (row.about_id, row.beside_plan) == (a_passage(written).id, True)
    step = reverse("disputes:disagreement_step", args=[child, row.id])
    today = world.TODAY
    given = {
        "kind": "meeting", "on-day": today.day, "on-month": today.month, "on-year": today.year, "text": "We met.",
        "next_what": "Watch together", "next_who": "Mr Osei", "next_by-day": today.day, "next_by-month": today.month,
        "next_by-year": today.year,
    }  # fmt: skip
    assert client.post(step, {**given, "next_who": ""}).status_code == 422
    assert client.post(step, given).status_code == 302
    other = signed_in(written.teacher)
    assert "Steps are recorded by" in text_of(other.get(step))
    assert (
        other.post(
            reverse("disputes:disagreement_view", args=[child, row.id]), {"text": "At school she is quiet."}
        ).status_code
        == 302
    )
    page = page_of(written.father, "disputes:disagreement", child, row.id)
    for words in (
        "We met.",
        "Watch together",
        "At school she is quiet.",
        "We are here",
        "SENDIASS",
        "no appeal to the tribunal",
    ):
        assert words in page
    end = reverse("disputes:disagreement_end", args=[child, row.id])
    assert client.post(end, {"state": "settled"}).status_code == 422
    assert client.post(end, {"state": "settled", "text": "Good now."}).status_code == 302
    assert "Good now." in page_of(written.father, "disputes:disagreements", child)


def test_many_cost_no_more_questions(written: Around, django_assert_max_num_queries: Any) -> None:
    child, passage = written.child.id, a_passage(written)
    client = signed_in(written.senco)
    addresses = [reverse(name, args=[child]) for name in ("disputes:disagreements", "plans:plan")]
    counts = []
    for _ in range(2):
        for _ in range(4):
            row = seen(written, written.mother, beside_plan=True, about_id=passage.id)
            ok(
                record_step(
                    written.senco, child, row.id, NewStep("meeting", world.TODAY, "We met."), world.NOW
                )
            )
        for address in addresses:
            client.get(address)
            with django_assert_max_num_queries(60) as counted:
                client.get(address)
            counts.append(len(counted))
    assert counts[:2] == counts[2:]


def test_words_begun_wait_for_their_writer_apart_for_each_thing(written: Around) -> None:
    """O4: what was begun about one passage is not offered for the whole plan, nor to the other home."""
    mother, where = signed_in(written.mother), reverse("disputes:raise", args=[written.child.id])
    about = f"{where}?about={a_passage(written).id}"
    topic = re.search(r'name="topic" value="([^"]+)"', mother.get(about).content.decode())
    assert topic
    draft = reverse("plans:draft", args=[written.child.id])
    assert mother.post(draft, {"topic": topic[1], "text": "At home she talks"}).json()["saved_at"]
    assert "At home she talks" in mother.get(about).content.decode()
    assert "At home she talks" not in mother.get(where).content.decode()
    assert "At home she talks" not in signed_in(written.father).get(about).content.decode()

"""Asking without an account: sent in minutes, confirmed in one step; nobody learns who is known (R24)."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.children.invitations.operations import accept_invitation
from alongside.children.models import Child, Invitation
from alongside.children.operations import NOT_FOUND
from alongside.deadlines.models import Assignment, Clock
from alongside.ehc.choices import AskedBy
from alongside.ehc.models import Case, UnverifiedRequest
from alongside.ehc.operations.reminding_unverified import remind_of_unverified
from alongside.ehc.operations.requesting import NewRequest, request_assessment
from alongside.ehc.operations.unverified import (
    Confirmed,
    ask_without_account,
    set_aside,
    take_in_unverified,
)
from alongside.ehc.operations.unverified_giving import give_unverified
from alongside.ehc.queries import case_of, tray
from alongside.ehc.queries.unverified import may_be_meant, unverified, waiting_for
from alongside.ehc.rules.unverified import PublicRequest, refuse_public
from alongside.kernel.day_words import day_words
from alongside.notices.models import Notice
from alongside.people.models import Letter, Person
from alongside.platform.clock import LONDON
from tests.ehc.conftest import Area
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

HER = {
    "words": "planted-words: she cannot follow.", "child_given_name": "Amira", "child_family_name": "Kowalska",
    "child_born_on-day": "4", "child_born_on-month": "5", "child_born_on-year": "2018", "asked_by": "parent",
    "given_name": "Ewa", "family_name": "Nowak", "email": "ewa@example.org",
}  # fmt: skip
SENT = PublicRequest(
    AskedBy.PARENT, "Ewa", "Nowak", "ewa@example.org", "Amira", "Kowalska", world.TODAY.replace(2018, 5, 4),
    "planted-words: she cannot follow.",
)  # fmt: skip


@pytest.fixture(autouse=True)
def nothing_counted(db: None) -> None:
    cache.clear()


def sent(area: Area, **changes: Any) -> UnverifiedRequest:
    return ok(ask_without_account(replace(SENT, **changes), area.council.id, world.NOW))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"words": " "}, "case.empty"),
        ({"child_born_on": world.TODAY + timedelta(days=1)}, "public.age"),
        ({"child_born_on": world.TODAY.replace(1999)}, "public.age"),
        ({"asked_by": AskedBy.YOUNG_PERSON}, "public.young"),
        ({"asked_by": AskedBy.YOUNG_PERSON, "child_born_on": world.TODAY.replace(2008)}, None),
    ],
)
def test_it_is_refused_for_its_own_content_alone(changes: dict[str, Any], code: str | None) -> None:
    refusal = refuse_public(replace(SENT, **changes), world.TODAY)
    assert (refusal.code if refusal else None) == code


def test_the_page_answers_alike_whoever_is_asked_about(area: Area) -> None:
    """Trust 1.2 row 46: known or not, the same answer, with nothing about a child in the address or the browser."""
    answers = []
    for name in ("Kowalska", "Unknownova"):
        browser = Client()
        answer = browser.post(
            reverse("ehc:ask_public"), {**HER, "child_family_name": name, "council": str(area.council.id)}
        )
        after = browser.get(answer["Location"])
        row = UnverifiedRequest.everything.get(child_family_name=name)
        page = text_of(after)
        assert row.reference in page and "planted" not in page and name not in page
        assert f"<strong>{row.reference}</strong>" in after.content.decode()  # drawn, not shown as markup
        assert day_words(row.received_at.astimezone(LONDON).date() + timedelta(weeks=6)) in page
        answers.append((answer.status_code, answer["Location"], page.replace(row.reference, "")))
        assert row.reference not in str(browser.cookies) and name not in str(browser.cookies)
    assert answers[0] == answers[1]
    assert Letter.objects.filter(kind="assessment-asked").count() == 2
    assert not Case.everything.exists()


def test_one_address_sends_three_a_day(area: Area) -> None:
    """Trust 1.2: rate limited; the fourth is told of another way, and nothing is kept of it."""
    data = {**HER, "council": str(area.council.id)}
    codes = [Client().post(reverse("ehc:ask_public"), data).status_code for _ in range(4)]
    assert codes == [302, 302, 302, 429] and UnverifiedRequest.everything.count() == 3


def test_only_the_council_it_was_written_to_reads_it(area: Area) -> None:
    row = sent(area)
    url = reverse("ehc:confirm_request", args=[row.id])
    assert "planted-words" in text_of(signed_in(area.caseworker).get(url))
    council = world.make_council("Elsewhere")
    person = world.make_person("E", "Else")
    world.joins(person, council, Role.CASEWORKER)
    for who in (world.acting(person, Role.CASEWORKER, council), area.around.mother, area.around.senco):
        assert signed_in(who).get(url).status_code == 404
    assert unverified(world.acting(person, Role.CASEWORKER, council)) == ()
    assert waiting_for(area.caseworker)[0].by == world.TODAY + timedelta(weeks=6)


def test_taken_in_for_a_known_child_the_clock_runs_from_the_moment_it_was_sent(area: Area) -> None:
    """1.1 rule 9: confirming takes none of the six weeks; the family is told; the asker gets a link."""
    row, child = sent(area), area.around.child
    later = world.NOW + timedelta(days=7)
    council = replace(area.caseworker, on=later.date())
    assert [one.id for one in may_be_meant(council, row.id)] == [child.id]
    assert refused(take_in_unverified(council, row.id, Confirmed(" ", child.id), later)) == "unverified.how"
    case = ok(take_in_unverified(council, row.id, Confirmed("Called back", child.id), later))
    clock = Clock.everything.get(matter_id=case.id, limit="assessment.decision")
    assert clock.due_on == world.TODAY + timedelta(weeks=6)
    assert (case.received_at, case.logged_at) == (world.NOW, later)
    assert Invitation.everything.get().kind == StandingKind.PARENT
    assert [one.to for one in Letter.objects.filter(kind="invited")] == ["ewa@example.org"]
    again = Confirmed("Again", child.id)
    assert refused(take_in_unverified(council, row.id, again, later)) == "unverified.settled"


def test_a_child_who_was_not_known_here_becomes_known_and_the_link_opens_the_case(area: Area) -> None:
    """The later claim: a second fact, then the parent reads their own words and every date."""
    row = sent(area, child_given_name="Ola", child_family_name="Nowak")
    assert may_be_meant(area.caseworker, row.id) == ()
    case = ok(take_in_unverified(area.caseworker, row.id, Confirmed("Saw the birth certificate"), world.NOW))
    child = Child.everything.get(pk=case.child_id)
    assert child.full_name == "Ola Nowak" and case_of(area.caseworker, child.id) is not None
    token = Letter.objects.get(kind="invited").secret.rstrip("/").rsplit("/", 1)[1]
    ok(accept_invitation(token, SENT.child_born_on, now=world.NOW))
    parent = world.acting(Person.everything.get(given_name="Ewa"), Role.FAMILY)
    seen = case_of(parent, child.id)
    assert seen is not None and seen.is_mine and "planted-words" in seen.words


def test_a_parent_who_is_known_gets_no_second_standing(area: Area) -> None:
    row, mother = sent(area, given_name="Nadia"), area.around.mother
    new = Confirmed("Known to us", area.around.child.id, mother.person_id)
    case = ok(take_in_unverified(area.caseworker, row.id, new, world.NOW))
    assert case.asker_id == mother.person_id and not Invitation.everything.exists()


def test_whom_a_restriction_shuts_out_gets_no_link_and_the_request_is_dealt_with(area: Area) -> None:
    """2.4.9: by the name under which they are barred, or as somebody chosen from the family: nothing opens to them."""
    child = area.around.child
    barred = world.make_person("Ewa", "Nowak")
    world.restrict(child, barred, RestrictionKind.COURT_ORDER)
    row = sent(area)
    case = ok(take_in_unverified(area.caseworker, row.id, Confirmed("Called", child.id), world.NOW))
    assert case.asker_id is None and not Invitation.everything.exists()
    assert not Letter.objects.filter(kind="invited").exists()


def test_only_a_child_the_page_showed_can_be_chosen_and_only_one_case_runs(area: Area) -> None:
    """Forged hidden fields: an id from elsewhere is answered as absent; a second case is refused with what to do."""
    other = world.make_child("Else", "Where", born_on=world.TODAY.replace(2016))
    row, child = sent(area), area.around.child
    forged = Confirmed("Called", other.id)
    assert refused(take_in_unverified(area.caseworker, row.id, forged, world.NOW)) == "not_found"
    ok(request_assessment(area.around.mother, child.id, NewRequest("I ask."), world.NOW))
    mine = Confirmed("Called", child.id)
    assert refused(take_in_unverified(area.caseworker, row.id, mine, world.NOW)) == "case.open"
    assert refused(set_aside(area.caseworker, row.id, "", world.NOW)) == "unverified.why"
    ok(set_aside(area.caseworker, row.id, "The same as her case of today.", world.NOW))
    assert unverified(area.caseworker) == () and Case.everything.count() == 1


def test_through_the_page_the_council_takes_it_in(area: Area) -> None:
    row, child = sent(area), area.around.child
    url = reverse("ehc:confirm_request", args=[row.id])
    council = signed_in(area.caseworker)
    assert council.post(url, {"do": "take", "t-child": str(child.id)}).status_code == 422
    data = {"do": "take", "t-child": str(child.id), "t-asker": "", "t-how": "Called the school's number"}
    answer = council.post(url, data)
    assert answer.status_code == 302 and answer["Location"] == reverse("ehc:case", args=[child.id])
    assert "Nothing is to be confirmed" in text_of(council.get(reverse("ehc:unverified")))
    assert "Confirmed, and taken in" in text_of(council.get(url))


def test_it_can_be_given_before_anybody_is_confirmed(area: Area) -> None:
    """R24: the clock runs, so somebody has it; they keep the child's work once it is taken in, and hear of it."""
    row = sent(area)
    caseworker, manager = area.caseworker, area.manager
    stranger = world.make_person("S", "Tranger")
    assert refused(give_unverified(manager, row.id, stranger.id, world.NOW)) == "assign.not-them"
    world.joins(stranger, elsewhere := world.make_council("Elsewhere"), Role.SEND_MANAGER)
    other = world.acting(stranger, Role.SEND_MANAGER, elsewhere)
    assert give_unverified(other, row.id, stranger.id, world.NOW) is NOT_FOUND
    ok(give_unverified(manager, row.id, caseworker.person_id, world.NOW))
    assert [one.who for one in unverified(manager)] == [caseworker.name]
    assert len(waiting_for(caseworker)) == 1 and waiting_for(manager) == []
    told = Notice.everything.filter(event="case.unverified", path=f"/cases/unverified/{row.id}/")
    assert list(told.values_list("person_id", flat=True)).count(caseworker.person_id) == 2
    case = ok(take_in_unverified(manager, row.id, Confirmed("Called the school"), world.NOW))
    assert Assignment.everything.get(child_id=case.child_id).person_id == caseworker.person_id
    assert {one.holder_id for one in Clock.everything.filter(matter_id=case.id)} == {caseworker.person_id}


def test_what_nobody_takes_up_stands_in_the_tray_gets_late_and_is_reminded_of(area: Area) -> None:
    """R24, R25, 1.1 rule 9: the six weeks from receipt, among nobody's work, late, and told to the managers once."""
    row, last = sent(area), world.TODAY + timedelta(weeks=6)
    url = reverse("ehc:confirm_request", args=[row.id])
    for whose in ("all", "nobody"):
        lines = [one for one in tray(area.caseworker, whose=whose).lines if one.url == url]
        assert [(one.due_on, one.is_overdue, one.when) for one in lines] == [(last, False, "Later")]
    for other in ({"whose": "mine"}, {"kind": "review"}, {"turn": "others"}, {"due": "week"}):
        assert not [one for one in tray(area.caseworker, **other).lines if one.url == url], other
    late = replace(area.caseworker, on=last + timedelta(days=1))
    assert [one.when for one in tray(late, due="late").lines if one.url == url] == ["Late"]
    assert "Amira Kowalska" in text_of(signed_in(area.caseworker).get("/cases/?whose=nobody"))
    assert [remind_of_unverified(world.NOW + timedelta(days=days)) for days in (27, 28, 29, 50)] == [
        0,
        1,
        0,
        0,
    ]
    told = Notice.everything.filter(event__startswith="clock.", path=url)
    assert list(told.values_list("person_id", "event")) == [(area.manager.person_id, "clock.soon")]


def test_whoever_has_it_is_reminded_and_then_the_manager(area: Area) -> None:
    row = sent(area)
    ok(give_unverified(area.manager, row.id, area.caseworker.person_id, world.NOW))
    assert [remind_of_unverified(world.NOW + timedelta(days=days)) for days in (28, 34, 35, 36)] == [
        1,
        0,
        1,
        0,
    ]
    told = Notice.everything.filter(event__startswith="clock.").values_list("person_id", "event")
    assert set(told) == {(area.caseworker.person_id, "clock.soon"), (area.manager.person_id, "clock.near")}
    ok(set_aside(area.caseworker, row.id, "A case already.", world.NOW))
    assert tray(area.caseworker).lines == () and remind_of_unverified(world.NOW + timedelta(days=60)) == 0


def test_giving_it_on_its_page(area: Area) -> None:
    row, client = sent(area), signed_in(area.manager)
    page = f"/cases/unverified/{row.id}/"
    assert "Nobody has it yet" in text_of(client.get(page))
    assert client.post(page, {"do": "give", "g-person": ""}).status_code == 422
    assert client.post(page, {"do": "give", "g-person": str(area.caseworker.person_id)}).status_code == 302
    assert f"{area.caseworker.name} has this" in text_of(client.get("/cases/unverified/"))

"""Holes that were found at 16: who is written to, with a last day, once the rights are the young person’s own."""

from datetime import date
from uuid import UUID

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.children.choices import Authority, Deciding
from alongside.children.models import CapacityAssessment, Standing
from alongside.disputes.of_age.operations import tell_before
from alongside.ehc.choices import Question
from alongside.ehc.models import CaseLetter
from alongside.ehc.operations.deciding import make_decision, prepare_decision
from alongside.ehc.operations.requesting import (
    AskedBy,
    NewRequest,
    Route,
    TakenIn,
    request_assessment,
    take_in_request,
)
from alongside.ehc.rules.deciding import Considered, NewDecision
from alongside.notices.models import Notice
from alongside.platform import clock
from tests.makers import world
from tests.makers.family import Around, amira_and_hers
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

NO = NewDecision(
    Question.ASSESS, False, {"has-sen": True, "plan-may-be-needed": False}, (Considered("The request"),),
    "What she needs is given by the college already, and it has helped her this year.", "The college goes on.",
)  # fmt: skip


@pytest.mark.parametrize(
    ("born", "lacks", "written"),
    [
        (date(2018, 5, 4), False, {"mother", "father", "amira"}),
        (date(2009, 5, 4), False, {"amira"}),
        (date(2009, 5, 4), True, {"amira", "mother"}),
    ],
)
def test_a_refusal_with_its_rights_goes_to_whose_rights_they_are(
    db: None, born: date, lacks: bool, written: set[str]
) -> None:
    """CFA 2014 s.36(9), s.80, s.83: a parent whose rights have passed is not told that they can appeal by a day."""
    with clock.moved_to(world.NOW):
        around, council = amira_and_hers(), world.make_council()
        world.changed(around.child, born_on=born)
        world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
        manager_person = world.make_person("Max", "Ibe")
        world.joins(manager_person, council, Role.SEND_MANAGER)
        manager = world.acting(manager_person, Role.SEND_MANAGER, council)
        if lacks:
            world.saved(
                CapacityAssessment(
                    child=around.child, deciding=Deciding.REQUEST, lacks=True, assessed_on=world.TODAY, evidence="E",
                    assessor_name="A", assessor_role="B", review_by=date(2027, 3, 1), recorded_by_name="C",
                    recorded_at=world.NOW, representative=around.mother_person, authority=Authority.PARENT,
                    representative_name="Nadia",
                )
            )  # fmt: skip
        asked = TakenIn("Please.", AskedBy.SETTING, "College", None, Route.LETTER, world.NOW)
        case = ok(take_in_request(manager, around.child.id, asked, world.NOW))
        prepared = ok(prepare_decision(manager, around.child.id, NO, 0, world.NOW))
        ok(make_decision(manager, around.child.id, Question.ASSESS, prepared.edition, world.NOW))
        to: set[UUID | None] = set(
            CaseLetter.everything.filter(case=case).values_list("person_id", flat=True)
        )
        assert to == {getattr(around, one).person_id for one in written}


def test_who_reads_on_until_when_is_counted_from_the_day_they_were_told(db: None) -> None:
    """Trust 2.4.10: a family told late has its 90 days from then; the page must not say a day that is long past."""
    with clock.moved_to(world.NOW):
        around = amira_and_hers()
        world.changed(around.child, born_on=date(2009, 5, 4))
        tell_before(world.NOW)
        page = text_of(signed_in(around.amira).get(reverse("disputes:of_age", args=[around.child.id])))
        assert "they read everything until 14 December 2026" in page


def _grown(themselves: bool) -> tuple[Around, Actor, Actor]:
    """A young person whose rights have passed, with or without a standing of their own, and a council."""
    around, council = amira_and_hers(), world.make_council()
    world.changed(around.child, born_on=date(2009, 5, 4))
    world.stands(around.child, StandingKind.MAINTAINS, organisation=council)
    if not themselves:
        row = Standing.everything.get(child=around.child, kind=StandingKind.CHILD)
        world.changed(row, ends_on=world.TODAY)
    staff = []
    for role in (Role.CASEWORKER, Role.SEND_MANAGER):
        person = world.make_person("Max", role.label)
        world.joins(person, council, role)
        staff.append(world.acting(person, role, council))
    return around, staff[0], staff[1]


@pytest.mark.parametrize("themselves", [True, False])
def test_notices_and_letters_about_rights_follow_the_right(db: None, themselves: bool) -> None:
    """CFA 2014 s.80, s.83: a parent whose rights have passed hears nothing of them. Where the young person cannot be
    reached here, the letter goes to parents, says whose it is and what the law lets each of them do."""
    with clock.moved_to(world.NOW):
        around, caseworker, manager = _grown(themselves)
        asked = TakenIn("Please.", AskedBy.YOUNG_PERSON, "Amira", None, Route.LETTER, world.NOW)
        case = ok(take_in_request(caseworker, around.child.id, asked, world.NOW))
        prepared = ok(prepare_decision(caseworker, around.child.id, NO, 0, world.NOW))
        ok(make_decision(manager, around.child.id, Question.ASSESS, prepared.edition, world.NOW))
        heard = set(Notice.everything.filter(event__startswith="case.").values_list("person_id", flat=True))
        letters = list(CaseLetter.everything.filter(case=case))
        parents = {around.mother.person_id, around.father.person_id}
        if themselves:
            assert not heard & parents and around.amira.person_id in heard
            assert "This letter is for" not in "".join(one.content for one in letters)
            return
        assert parents <= heard
        assert {one.person_id for one in letters} == parents
        for one in letters:
            assert (
                "This letter is for Amira" in one.content
                and "letter, e-mail or telephone counts" in one.content
            )
        answer = request_assessment(around.mother, around.child.id, NewRequest("Please."), world.NOW)
        assert refused(answer) in ("case.not-yours", "case.not_yours") or "council writes it down" in str(
            answer
        )
        page = text_of(signed_in(around.mother).get(reverse("disputes:of_age", args=[around.child.id])))
        assert "has no sign-in here" in page and "Ask the setting or the council to look at it" in page

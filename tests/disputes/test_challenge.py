"""A refusal that goes to mediation and comes out otherwise; who reads whose steps (R23, R24, T15)."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import RestrictionKind, Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.deadlines.kinds import page_of_work
from alongside.deadlines.models import Clock
from alongside.deadlines.queries import clocks_of
from alongside.design.fields import field
from alongside.disputes.challenges.decisions import decisions_with_rights
from alongside.disputes.challenges.operations import begin_challenge, strike_step, take_step
from alongside.disputes.challenges.papers import papers_of
from alongside.disputes.challenges.queries import (
    challenge_of,
    challenges_of,
    chronicle,
    rights_of,
    waiting_for,
)
from alongside.disputes.challenges.rules import NewStep
from alongside.disputes.choices import Ended, Ground, Remedy, Step
from alongside.disputes.models import Challenge, ChallengeStep
from alongside.disputes.rules import refuse_handing
from alongside.disputes.web.challenge_forms import StepForm
from alongside.ehc.choices import CaseState, Question
from alongside.ehc.models import Case, CaseLetter, ChangedOutcome, Decision
from alongside.ehc.operations.deciding import prepare_decision
from alongside.ehc.queries import case_of, letters_of, tray
from alongside.ehc.queries.cases import last_day_for_a_plan
from alongside.ehc.queries.prepared import waiting_for as prepared_for
from alongside.ehcplans.choices import EhcPlanState, VersionKind
from alongside.ehcplans.models import EhcPlan, EhcVersion
from alongside.kernel.chronicle import Reach
from alongside.kernel.day_words import day_words
from alongside.platform import clock
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from alongside.statute.route import route
from tests.ehc.conftest import Area, area  # noqa: F401 - fixtures
from tests.ehc.test_request import asked, decided, no
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

PLANTED = "planted-words-said-in-mediation"
DAYS = 25


def later(who: Actor, days: int = DAYS) -> Actor:
    return replace(who, on=world.TODAY + timedelta(days=days))


def at(days: int = DAYS) -> datetime:
    return world.NOW + timedelta(days=days)


@pytest.fixture
def refused_case(area: Area) -> Area:  # noqa: F811
    """The mother asked; the council said no after 20 days."""
    asked(area)
    decided(area, no())
    return area


def begun(area: Area, who: Actor | None = None) -> Challenge:  # noqa: F811
    who = later(who or area.around.mother)
    decision = decisions_with_rights(who, area.around.child.id)[0]
    return ok(begin_challenge(who, area.around.child.id, decision.id, at()))


def step(area: Area, who: Actor, row: Challenge, new: NewStep, days: int = DAYS) -> ChallengeStep:  # noqa: F811
    return ok(take_step(later(who, days), area.around.child.id, row.id, new, at(days)))


def day(days: int) -> date:
    return world.TODAY + timedelta(days=days)


def mediated(area: Area) -> Challenge:  # noqa: F811
    row = begun(area)
    step(area, area.around.mother, row, NewStep(Step.WANTED, day(25)))
    step(area, area.caseworker, row, NewStep(Step.ARRANGED, day(26), day=day(40)), 26)
    ended = NewStep(
        Step.ENDED,
        day(40),
        words=f"The school spoke too. {PLANTED}",
        ended=Ended.AGREED,
        remedy=Remedy.ASSESS,
    )
    step(area, area.caseworker, row, ended, 40)
    return row


def test_a_refused_case_goes_to_mediation_and_is_changed(refused_case: Area) -> None:
    """R23, R28: the case goes on under the days of reg 42 and 44; the refusal, its day and its letters stay."""
    child = refused_case.around.child.id
    before = Decision.everything.get(case__child_id=child)
    letters = CaseLetter.everything.filter(case__child_id=child).count()
    mediated(refused_case)
    after = Decision.everything.get(case__child_id=child)
    assert (after.yes, after.decided_at, after.reasons) == (before.yes, before.decided_at, before.reasons)
    case = Case.everything.get(child_id=child)
    assert (case.state, case.ended_at) == (CaseState.ASSESSING, None)
    change = ChangedOutcome.everything.get(case=case)
    assert (change.question, change.because, change.on) == ("assess", "mediation", day(40))
    live = {
        row.limit: row.due_on
        for row in Clock.everything.filter(matter_id=case.id, superseded_at=None, met_on=None)
    }
    assert live == {
        "order.assess-no-plan": day(40) + timedelta(weeks=10),
        "order.assess-final": day(40) + timedelta(weeks=14),
    }
    assert CaseLetter.everything.filter(case__child_id=child).count() > letters
    council = signed_in(later(refused_case.caseworker, 41))
    with clock.moved_to(world.NOW + timedelta(days=41)):
        for limit in live:
            assert council.get(page_of_work(limit, child, case.id)).status_code == 200, limit
        seen = case_of(later(refused_case.caseworker, 41), child)
        assert seen and last_day_for_a_plan(refused_case.caseworker, seen) == live["order.assess-no-plan"]
        ok(
            prepare_decision(
                later(refused_case.caseworker, 41), child, no(question=Question.PLAN), 0, clock.now()
            )
        )
        assert waiting_for(later(refused_case.around.mother, 41)) == [], "nothing of an appeal waits any more"
        (waits,) = prepared_for(later(refused_case.manager, 41))
        assert waits.by == live["order.assess-no-plan"], (
            "not the sixteen weeks of a request that was not refused"
        )


def test_after_an_agreement_both_outcomes_are_plain_with_their_days(refused_case: Area) -> None:
    """Reg 42, 44(2): the request shows the days that count now; neither it nor the letter reads as if decided."""
    mediated(refused_case)
    child, days = refused_case.around.child.id, (day(40) + timedelta(weeks=10), day(40) + timedelta(weeks=14))
    with clock.moved_to(world.NOW + timedelta(days=41)):
        words = text_of(signed_in(refused_case.around.mother).get(reverse("ehc:case", args=[child])))
    rows = CaseLetter.everything.filter(case__child_id=child, person_id=refused_case.around.mother.person_id)
    letter = next(
        one for one in (from_json(row.content) for row in rows) if one.title == "Our decision has changed"
    )
    for told in (words, to_text(letter)):
        assert "If there is to be no plan after the assessment" in told and "If there is to be a plan" in told
        assert all(day_words(one) in told for one in days)
        assert "no plan follows" not in told
    assert "These dates count now" in words


def test_the_other_parent_learns_that_it_came_out_otherwise_and_not_what_was_said(refused_case: Area) -> None:
    """T15, 2.5: one parent's steps are theirs and the council's; the other has a letter of what changes."""
    row = mediated(refused_case)
    child, father = refused_case.around.child.id, later(refused_case.around.father, 41)
    assert challenge_of(father, child, row.id) is None
    assert challenges_of(father, child) == []
    assert {one.limit for one in clocks_of(father, child)} == {
        "assessment.decision", "order.assess-notify", "order.assess-no-plan", "order.assess-final",
    }  # fmt: skip
    assert PLANTED not in str(chronicle(father, child, Reach()))
    case = case_of(father, child)
    assert case is not None
    titles = {one.title for one in letters_of(father, case)}
    assert "Our decision has changed" in titles
    for letter in CaseLetter.everything.filter(case_id=case.id):
        words = to_text(from_json(letter.content))
        assert PLANTED not in words
        others = {refused_case.around.mother_person, refused_case.around.father_person}
        assert not any(one.given_name in words for one in others if one.id != letter.person_id)
    right = rights_of(father, child)[0]
    assert right.decided.came_out_otherwise
    assert right.challenges == ()


@pytest.mark.parametrize("role", [Role.SENCO, Role.HEAD, Role.CLASS_TEACHER, Role.PROFESSIONAL])
def test_the_setting_and_who_is_invited_know_nothing_of_it(refused_case: Area, role: Role) -> None:
    """2.3: whose appeal it is, who stands beside them, and the council."""
    row = begun(refused_case)
    actor = {
        Role.SENCO: refused_case.around.senco, Role.HEAD: refused_case.around.head,
        Role.CLASS_TEACHER: refused_case.around.teacher,
    }.get(role)  # fmt: skip
    if actor is None:
        person = world.make_person("Ed", "Psych")
        world.stands(refused_case.around.child, StandingKind.INVITED, person=person)
        actor = world.acting(person, role)
    actor = later(actor)
    assert challenge_of(actor, refused_case.around.child.id, row.id) is None
    assert not clocks_of(actor, refused_case.around.child.id, row.id)
    with pytest.raises(NotPermitted):
        take_step(actor, refused_case.around.child.id, row.id, NewStep(Step.CONTACTED, day(25)), at())


def test_who_was_asked_to_stand_beside_one_parent_reads_theirs_alone(refused_case: Area) -> None:
    """2.4.19: an adviser reads for whoever asked them, and writes nothing."""
    child = refused_case.around.child
    hers, his = begun(refused_case), begun(refused_case, refused_case.around.father)
    friend = world.make_person("Bea", "Side")
    world.stands(child, StandingKind.ADVOCATE, person=friend, invited_by=refused_case.around.mother_person)
    actor = later(world.acting(friend, Role.FAMILY))
    assert challenge_of(actor, child.id, hers.id) is not None
    assert challenge_of(actor, child.id, his.id) is None
    assert refused(take_step(actor, child.id, hers.id, NewStep(Step.CONTACTED, day(25)), at())) == "not_found"


def test_a_restricted_parent_reads_and_begins_nothing(refused_case: Area) -> None:
    """2.4.9: from the moment a restriction is proposed."""
    row = begun(refused_case, refused_case.around.father)
    world.restrict(refused_case.around.child, refused_case.around.father_person, RestrictionKind.PROPOSED)
    father, child = later(refused_case.around.father), refused_case.around.child.id
    assert rights_of(father, child) == ()
    assert challenge_of(father, child, row.id) is None
    assert refused(begin_challenge(father, child, row.about_id, at())) == "not_found"
    manager = later(refused_case.manager)
    party = refused_case.around.father_person.id
    assert refused(begin_challenge(manager, child, row.about_id, at(), party)) == "not_found"


def test_each_parent_has_their_own_and_the_second_changes_nothing_twice(refused_case: Area) -> None:
    """Two parents, two challenges; what one moved on is not moved again by the other."""
    mediated(refused_case)
    child = refused_case.around.child.id
    his = begun(refused_case, refused_case.around.father)
    step(refused_case, refused_case.around.father, his, NewStep(Step.WANTED, day(41)), 41)
    step(refused_case, refused_case.caseworker, his, NewStep(Step.ARRANGED, day(42), day=day(50)), 42)
    new = NewStep(Step.ENDED, day(50), words="The same.", ended=Ended.AGREED, remedy=Remedy.ASSESS)
    step(refused_case, refused_case.caseworker, his, new, 50)
    assert ChangedOutcome.everything.filter(case__child_id=child).count() == 1
    assert len(challenges_of(later(refused_case.manager, 50), child)) == 2


def test_an_appeal_that_is_not_opposed_moves_the_case_by_regulation_45(refused_case: Area) -> None:
    row = begun(refused_case)
    mother, council = refused_case.around.mother, refused_case.caseworker
    step(refused_case, mother, row, NewStep(Step.DECLINED, day(25)))
    step(refused_case, mother, row, NewStep(Step.CERTIFICATE, day(27)), 27)
    step(refused_case, mother, row, NewStep(Step.APPEALED, day(30)), 30)
    step(refused_case, council, row, NewStep(Step.REGISTERED, day(35), reference="SE 1"), 35)
    step(refused_case, council, row, NewStep(Step.NOT_OPPOSED, day(45), remedy=Remedy.ASSESS), 45)
    case = Case.everything.get(child_id=refused_case.around.child.id)
    live = Clock.everything.filter(matter_id=case.id, superseded_at=None).values_list("limit", flat=True)
    assert set(live) == {
        "assessment.decision", "unopposed.assess", "unopposed.no-plan", "unopposed.final",
    }  # fmt: skip
    assert ChangedOutcome.everything.get(case=case).because == "not-opposed"


def test_a_mistake_is_struck_out_by_whoever_wrote_it_and_stays_to_be_read(refused_case: Area) -> None:
    """The clocks follow what counts; what was said stays."""
    row, child = begun(refused_case), refused_case.around.child.id
    wanted = step(refused_case, refused_case.around.mother, row, NewStep(Step.WANTED, day(25)))
    caseworker, mother = later(refused_case.caseworker), later(refused_case.around.mother)
    assert refused(strike_step(caseworker, child, row.id, wanted.id, "No.", at())) == "challenge.theirs"
    ok(strike_step(mother, child, row.id, wanted.id, "I said no to it.", at()))
    assert not clocks_of(mother, child, row.id)[0].limit.startswith("mediation.arrange")
    view = challenge_of(mother, child, row.id)
    assert view is not None
    assert [one.struck_why for one in view.steps] == ["I said no to it."]
    assert view.in_force == ()


def test_the_papers_are_the_same_for_the_family_and_the_council(refused_case: Area) -> None:
    """The list holds the request, the decision and the reader's own letters, each with a digest."""
    row, child = begun(refused_case), refused_case.around.child.id
    lists = []
    for who in (refused_case.around.mother, refused_case.manager):
        view = challenge_of(later(who), child, row.id)
        assert view is not None
        lists.append(papers_of(later(who), view))
    assert lists[0] == lists[1]
    assert {one.what for one in lists[0]} >= {
        "The request for an assessment",
        "Letter: Our decision about an assessment",
    }
    assert all(len(one.digest) == 64 for one in lists[0])


def test_what_waits_for_whom(refused_case: Area) -> None:
    """O5: the family's next last day for the family, the council's for the council."""
    row = begun(refused_case)
    mother, council = refused_case.around.mother, refused_case.caseworker
    assert [one.what for one in waiting_for(later(mother))] == ["Contact a mediation adviser"]
    step(refused_case, mother, row, NewStep(Step.WANTED, day(25)))
    (line,) = tray(later(council), kind="appeal").lines
    assert (line.what, str(row.id) in line.url) == ("Arrange the mediation and take part", True)
    assert waiting_for(later(council)) == []
    assert waiting_for(later(refused_case.around.father)) == []


def test_the_pages_say_it_in_words(refused_case: Area) -> None:
    """R24: what can be done, by when, why; the next step has a form; what cannot come next is not there."""
    row = begun(refused_case)
    child = refused_case.around.child.id
    with clock.moved_to(at()):
        _read_the_pages(refused_case, row, child)


def _read_the_pages(area: Area, row: Challenge, child: object) -> None:  # noqa: F811
    browser = signed_in(area.around.mother)
    words = text_of(browser.get(reverse("disputes:rights", args=[child])))
    assert "Contact a mediation adviser" in words
    page = text_of(browser.get(reverse("disputes:appeal", args=[child, row.id])))
    assert "Told the adviser: no mediation" in page
    assert "Arranged the mediation" not in page
    gone = browser.get(reverse("disputes:challenge_step", args=[child, row.id, "arranged"]))
    assert gone.status_code == 404
    sent = browser.post(
        reverse("disputes:challenge_step", args=[child, row.id, "contacted"]),
        {"on-day": "1", "on-month": "1", "on-year": "2020"},
    )
    assert sent.status_code == 422
    paper = browser.get(reverse("disputes:challenge_papers", args=[child, row.id, "text"]))
    assert b"Papers for an appeal" in paper.content
    his = signed_in(area.around.father)
    assert his.get(reverse("disputes:appeal", args=[child, row.id])).status_code == 404


def test_a_final_plan_can_be_appealed_and_a_draft_cannot(area: Area) -> None:  # noqa: F811
    """CFA 2014 s.51(2)(c); s.55: section I alone needs no certificate. The order to amend has 5 weeks."""
    child = area.around.child
    plan = world.saved(
        EhcPlan(
            child=child, council=area.council, state=EhcPlanState.FINAL, first_issued_on=day(20), issued_on=day(20),
            started_at=world.NOW,
        )
    )  # fmt: skip
    for number, kind in ((1, VersionKind.DRAFT), (2, VersionKind.FINAL)):
        world.saved(
            EhcVersion(
                plan=plan, number=number, kind=kind, content="{}", digest=str(number) * 64, made_by_name="Jo",
                made_at=world.NOW, served_on=day(20),
            )
        )  # fmt: skip
    mother = later(area.around.mother)
    found = decisions_with_rights(mother, child.id)
    assert [(one.ground, one.about) for one in found] == [(Ground.CONTENTS, "The final plan")]
    row = begun(area)
    assert row.plan_id == plan.id
    step(area, area.around.mother, row, NewStep(Step.APPEALED, day(25), sections=("I",)))
    order = NewStep(Step.ORDER, day(90), words="The other school.", remedy=Remedy.SETTING)
    step(area, area.caseworker, row, order, 90)
    live = {one.limit: one.due_on for one in clocks_of(later(area.around.mother, 90), child.id, row.id)}
    assert live["order.amend-setting"] == day(104)
    assert "mediation.contact" not in live
    view = challenge_of(mother, child.id, row.id)
    assert view is not None
    assert "Final plan, number 2" in {one.what for one in papers_of(mother, view)}


@pytest.mark.parametrize(
    ("kind", "to", "code"),
    [
        ("complaint", "ombudsman", ""),
        ("complaint", "health", ""),
        ("complaint", "", "disagreement.handed"),
        ("complaint", "the-king", "disagreement.handed"),
        ("meeting", "school", "disagreement.not-complaint"),
        ("meeting", "", ""),
    ],
)
def test_a_complaint_says_to_whom_it_was_handed(kind: str, to: str, code: str) -> None:
    """R17: the way forward says who looks at what, and where it went."""
    known = {one.key for one in route(world.TODAY).complaints}
    found = refuse_handing(kind, to, known)
    assert (found.code if found else "") == code


def test_after_an_agreement_no_appeal_is_next(refused_case: Area) -> None:
    """R24, R28: what was agreed is done; the last day to appeal stays among the dates, and leads nobody to appeal."""
    row, child = mediated(refused_case), refused_case.around.child.id
    step(refused_case, refused_case.caseworker, row, NewStep(Step.CERTIFICATE, day(40)), 40)
    with clock.moved_to(at(41)):
        words = (
            signed_in(refused_case.around.mother).get(f"/children/{child}/appeals/{row.id}/").content.decode()
        )
    top, _, below = words.partition("The steps so far")
    assert "It was agreed in mediation: the council assesses" in top
    assert "The council does what was agreed." in top and f'href="/children/{child}/request/"' in top
    assert "Send the appeal" not in top and "Send the appeal" in below


def test_only_what_a_plan_says_can_be_about_health_alone(refused_case: Area) -> None:
    """A refusal to assess is never about health alone; where it is asked, "No" can be chosen again."""
    row, child = begun(refused_case), refused_case.around.child.id
    with clock.moved_to(at()):
        page = signed_in(refused_case.around.mother).get(f"/children/{child}/appeals/{row.id}/step/wanted/")
    assert "health" not in page.content.decode().partition("<form")[2].partition("</form>")[0]
    body = StepForm(ground=Ground.CONTENTS, kind=Step.WANTED)["body"]
    assert 'value=""' in field(body) and "No" in field(body)


def test_time_to_appeal_that_is_over_is_said_to_be_over_and_is_not_late(refused_case: Area) -> None:
    """R24: nothing waits for the mother any more; how a late appeal is sent stands on the page."""
    row, child = begun(refused_case), refused_case.around.child.id
    last = next(
        one for one in clocks_of(later(refused_case.around.mother), child) if one.limit == "appeal.at-latest"
    )
    days = (last.due_on - world.TODAY).days
    assert [one.by for one in waiting_for(later(refused_case.around.mother, days))]
    assert waiting_for(later(refused_case.around.mother, days + 1)) == []
    with clock.moved_to(at(days + 1)):
        said = (
            signed_in(refused_case.around.mother).get(f"/children/{child}/appeals/{row.id}/").content.decode()
        )
    assert f"The last day to appeal was {day_words(last.due_on)}" in said
    assert "asks it to, and says why it is late" in said
    assert "Past its date" not in said


def test_while_a_certificate_is_to_come_the_time_to_appeal_is_not_called_over(refused_case: Area) -> None:
    """R24, rule 20(1)(c): a month from the certificate is later than two months from the letter."""
    mother = refused_case.around.mother
    row, child = begun(refused_case), refused_case.around.child.id
    step(refused_case, mother, row, NewStep(Step.WANTED, day(25)))
    step(refused_case, refused_case.caseworker, row, NewStep(Step.ARRANGED, day(26), day=day(40)), 26)
    ended = NewStep(Step.ENDED, day(40), "We did not agree.", ended=Ended.NOT)
    step(refused_case, refused_case.caseworker, row, ended, 40)
    last = next(one for one in clocks_of(later(mother), child) if one.limit == "appeal.at-latest")
    days = (last.due_on - world.TODAY).days + 1
    with clock.moved_to(at(days)):
        said = signed_in(mother).get(f"/children/{child}/appeals/{row.id}/").content.decode()
    assert "Or a month from the certificate" in said
    assert (
        "The last day to appeal was" not in said and f"The last day was {day_words(last.due_on)}" not in said
    )
    step(refused_case, mother, row, NewStep(Step.CERTIFICATE, day(days)), days)
    with clock.moved_to(at(days + 1)):
        said = signed_in(mother).get(f"/children/{child}/appeals/{row.id}/").content.decode()
    assert "Or a month from the certificate" not in said and "Running" in said

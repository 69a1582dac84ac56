"""What a tired parent, a caseworker and a manager find on the pages of a request (R23, R24, R28, P6)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.casefile.child_page import child_page
from alongside.casefile.next_steps import NextStep
from alongside.casefile.waiting import waiting_for as all_that_waits
from alongside.children.queries import child_card
from alongside.deadlines.operations import assign
from alongside.deadlines.queries import Whose
from alongside.disputes.challenges.operations import begin_challenge
from alongside.ehc.operations.deciding import prepare_decision
from alongside.ehc.queries import tray
from alongside.ehc.queries.prepared import waiting_for
from alongside.kernel.day_words import day_words
from alongside.platform.clock import moved_to
from alongside.statute.almanac import shipped
from tests.ehc.conftest import Area
from tests.ehc.test_request import asked, decided, no
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok


def page(area: Area, who: Actor, name: str = "ehc:case") -> str:
    return text_of(signed_in(who).get(reverse(name, args=[area.around.child.id])))


def test_a_parent_reads_days_and_whoever_keeps_them_reads_how_much_has_gone(area: Area) -> None:
    """R24: a family is told the last day and how many days that is; percentages and inner aims are the council's."""
    asked(area)
    hers, theirs = page(area, area.around.mother), page(area, area.caseworker)
    assert "The last day is in 42 days." in hers
    assert "of the time has gone" not in hers
    assert "writes to you" in hers
    assert "0% of the time has gone. The last day is in 42 days." in theirs
    assert "writes to the family" in theirs


def test_asking_says_that_the_council_reads_it_and_which_one(area: Area) -> None:
    """P6: what is sent to the council is not said to be read by oneself alone."""
    words = page(area, area.around.mother, "ehc:ask_assessment")
    assert f"{area.council.name} has 6 weeks" in words
    assert "Only you." not in words
    assert "the council that decides" in words


def test_what_is_prepared_waits_for_the_manager_until_it_is_decided(area: Area) -> None:
    """R28: the one who decides is asked; the one who prepared is not, and nobody once it is made."""
    asked(area)
    ok(prepare_decision(area.caseworker, area.around.child.id, no(), 0, world.NOW))
    (one,) = waiting_for(area.manager)
    assert one.what == "Decide: whether to assess"
    assert one.by == world.TODAY.replace(month=10, day=27)  # 15 September and six weeks
    assert area.caseworker.name in one.why
    assert waiting_for(area.caseworker) == []
    assert waiting_for(area.around.mother) == []
    assert "Read what is prepared, and decide" in page(area, area.manager)
    assert "Prepare the decision" in page(area, area.caseworker)
    decided(area, no())
    assert waiting_for(area.manager) == []


def test_whoever_prepares_a_decision_has_the_case_until_it_is_handed_on(area: Area) -> None:
    """R25: what somebody works at is never nobody's; what somebody has already stays theirs."""
    asked(area)
    child = area.around.child.id
    assert [one.who for one in tray(area.caseworker).lines] == [""]
    ok(prepare_decision(area.caseworker, child, no(), 0, world.NOW))
    assert [one.who for one in tray(area.manager).lines] == [area.caseworker.name]
    assert tray(area.caseworker).shown.whose is Whose.MINE
    ok(prepare_decision(area.manager, child, no(), 1, world.NOW))
    assert [one.who for one in tray(area.manager).lines] == [area.caseworker.name]
    ok(assign(area.manager, child, area.manager.person_id, world.NOW))
    assert [one.who for one in tray(area.manager).lines] == [area.manager.name]


def test_after_a_yes_the_next_thing_to_do_is_to_ask_for_advice(area: Area) -> None:
    """R25: first who is asked, then the decision about a plan; and a plan that may never be is told as an if."""
    asked(area)
    decided(area, no(yes=True, answers={"has-sen": True, "plan-may-be-needed": True}))
    words = page(area, area.caseworker)
    assert words.index("Ask for advice, and read it") < words.index("Prepare the decision")
    hers = page(area, area.around.mother)
    assert "Read the advice" in hers
    assert "If there is to be no plan, tell the family" in hers


def test_a_caseworker_meets_the_request_first_on_a_childs_page(area: Area) -> None:
    """T15: what the council comes for stands open, as the gate answers for this child and not as a role might."""
    child = area.around.child.id
    asked(area)
    body = signed_in(area.caseworker).get(f"/children/{child}/").content.decode()
    open_ones = body.partition("Where to go")[2].partition("<details")[0]
    assert f'href="/children/{child}/request/"' in open_ones
    assert f'href="/children/{child}/ehc-plan/"' in open_ones


def test_a_family_is_told_of_a_refusal_on_its_day_with_what_it_can_do_and_until_when(area: Area) -> None:
    """P6, CFA 2014 s.51(2)(a), SI 2014/1530 reg 33: on the child's page, the request's, every line and at home."""
    asked(area)
    made = decided(area, no())
    child, on = area.around.child.id, made.decided_at.date()  # type: ignore[union-attr]
    last = worked_out("mediation.contact", on), worked_out("appeal.window", on)
    hers = replace(area.around.mother, on=on)
    step = next_for(hers, child)
    assert step.what == "The council decided not to assess. You can ask for mediation, and appeal."
    assert (step.who, step.by) == ("You", last[0])
    assert all(day_words(one) in step.why for one in last)
    names = ("ehc:case", "disputes:rights")
    assert [href for _, href in step.actions[:2]] == [reverse(name, args=[child]) for name in names]
    assert next_for(replace(area.around.amira, on=on), child).who == "The family"
    with moved_to(made.decided_at):  # type: ignore[arg-type]
        for who, may in ((area.around.mother, "You"), (area.caseworker, "The family")):
            words = page(area, who)
            assert f"The council decided not to assess. {may} can ask for mediation, and appeal." in words
            assert f"until {day_words(last[1])}" in words
    (waits,) = [one for one in all_that_waits(hers) if "decided not to assess" in one.what]
    assert (waits.by, waits.url) == (last[0], reverse("disputes:rights", args=[child]))
    assert "SEND Tribunal" in waits.why
    for other in (area.around.amira, area.caseworker, area.around.senco):
        assert not [one for one in all_that_waits(replace(other, on=on)) if "not to assess" in one.what]


def test_a_refusal_waits_no_more_once_it_is_challenged_or_its_time_is_over(area: Area) -> None:
    asked(area)
    made = decided(area, no())
    at = made.decided_at
    assert at is not None
    hers, child = replace(area.around.mother, on=at.date()), area.around.child.id
    over = replace(hers, on=worked_out("appeal.window", at.date()) + timedelta(days=1))
    assert not [one for one in all_that_waits(over) if "not to assess" in one.what]
    assert "not to assess" not in next_for(over, child).what
    ok(begin_challenge(hers, child, made.id, at))
    assert not [one for one in all_that_waits(hers) if "decided not to assess" in one.what]


def worked_out(key: str, on: date) -> date:
    return shipped().work_out(key, {"decision.sent": on}).due_on


def next_for(actor: Actor, child_id: UUID) -> NextStep:
    card = child_card(actor, child_id, Permission.PLAN_READ)
    assert card is not None
    found = child_page(actor, card).next_step
    assert found is not None
    return found

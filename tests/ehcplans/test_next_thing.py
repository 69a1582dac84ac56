"""What comes next, and who has it, as the pages and letters of a case and a plan say it: true on that day."""

from dataclasses import replace
from datetime import date, timedelta

from django.urls import reverse

from alongside.access.actor import Actor
from alongside.ehc.choices import Question
from alongside.ehc.models import CaseLetter
from alongside.ehc.operations.advising import confirm_received, take_on
from alongside.ehc.queries.inbox import offers
from alongside.ehcplans.choices import VersionKind
from alongside.ehcplans.operations.serving import serve_draft
from alongside.ehcplans.operations.starting import start_plan
from alongside.ehcplans.rules.clocks import own_time_until
from alongside.ehcplans.rules.content import NewLine
from alongside.kernel.day_words import day_words
from alongside.platform import clock
from alongside.rendering.frozen import from_json
from alongside.rendering.text import to_text
from tests.ehc.advice_makers import asked_of_team, assessing, psychologists
from tests.ehc.conftest import Area
from tests.ehc.test_request import asked, decided
from tests.ehcplans.conftest import line, on_day, written, yes
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok


def weeks(many: int) -> date:
    return world.TODAY + timedelta(weeks=many)


def seen(area: Area, who: Actor, name: str, days: int, *more: object) -> str:
    """A page of the child as somebody reads it so many days after the request."""
    with clock.moved_to(world.NOW + timedelta(days=days)):
        return text_of(signed_in(who).get(reverse(name, args=[area.around.child.id, *more])))


def letters(area: Area, question: Question) -> set[str]:
    rows = CaseLetter.everything.filter(case__child=area.around.child, decision__question=question)
    return {to_text(from_json(row.content)) for row in rows}


def test_the_next_thing_is_not_the_oldest_day_that_was_missed(planning: Area) -> None:
    """The last day for the plan is named as next; the day for the draft is said to be past."""
    written(planning, 55)
    shown = seen(planning, planning.around.mother, "ehcplans:ehc_plan", 120)
    what_next = shown[shown.index("What happens next") : shown.index("The way to the plan")]
    assert day_words(weeks(20)) in what_next
    assert "Past its day" in what_next
    assert f"Send the draft plan, in time for the final one, by {day_words(weeks(16))}." in what_next


def test_an_assessment_is_explained_by_what_the_law_asks_first(area: Area) -> None:
    """SI 2014/1530 reg 10(1): 16 weeks are the last day to say that there is no plan. The draft only follows."""
    asked(area)
    decided(area, yes(Question.ASSESS))
    for who in (area.around.mother, area.caseworker):
        for name in ("ehc:case", "ehcplans:ehc_plan"):
            shown = seen(area, who, name, 30)
            assert "SI 2014/1530 reg 10(1)" in shown[shown.index("What happens next") :][:1200], name


def test_letters_that_say_yes_say_by_when_the_rest_is_done(planning: Area) -> None:
    """Reg 10(1) and 13(2): the last days follow from the request, as the clocks count them."""
    agreed, planned = letters(planning, Question.ASSESS), letters(planning, Question.PLAN)
    assert agreed
    assert planned
    for words in agreed:
        assert "If there is to be no plan, tell the family" in words
        assert day_words(weeks(16)) in words
        assert day_words(weeks(20)) in words
    for words in planned:
        assert "If there is to be no plan" not in words
        assert "Send the draft plan" in words
        assert day_words(weeks(20)) in words


def test_whoever_has_a_request_for_advice_reads_you(area: Area) -> None:
    """O3: "They have it" is said of others."""
    assessing(area)
    team = psychologists()
    row = asked_of_team(area, team)
    ok(take_on(team.first, offers(team.first)[0].id, world.NOW))
    ok(confirm_received(team.first, area.around.child.id, row.id, world.TODAY, world.NOW))
    assert "You have it" in seen(area, team.first, "ehc:advice_one", 0, row.id)
    assert "They have it" in seen(area, area.caseworker, "ehc:advice_one", 0, row.id)


def test_nothing_is_said_to_be_found_in_an_empty_draft(planning: Area) -> None:
    """O4: checks that had nothing to look at found nothing, which is no praise."""
    caseworker, _, at = on_day(planning, 50)
    ok(start_plan(caseworker, planning.around.child.id, at, chosen=()))
    line(planning, NewLine("A", "I like it when it is quiet.", whose="child"), 50)
    empty = seen(planning, replace(caseworker, on=at.date()), "ehcplans:ehc_write", 50)
    assert "The checks found nothing" not in empty
    assert "There is nothing to check yet" in empty


def test_once_the_family_s_days_are_over_the_page_says_so_and_whose_turn_it_is(planning: Area) -> None:
    """P6, reg 13: no page promises days that are gone; the council’s own last day is named. More can be said."""
    plan = written(planning, 55)
    caseworker, _, at = on_day(planning, 60)
    version = ok(serve_draft(caseworker, planning.around.child.id, plan.edition, at))
    until = own_time_until(VersionKind(version.kind), at.date())
    mother = planning.around.mother
    for days, over in (((until - world.TODAY).days, False), ((until - world.TODAY).days + 1, True)):
        shown = seen(planning, mother, "ehcplans:ehc_plan", days)
        top = shown[shown.index("What happens next") : shown.index("The way to the plan")]
        assert (f"time to answer ended on {day_words(until)}" in top) is over
        assert (day_words(weeks(20)) in top) is over
        assert ("You have 15 days" in top) is not over
        assert "Ask for a meeting" in top

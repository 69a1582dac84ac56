"""Kept promises: section F asked about, answered by each side, gaps put right (S1, CFA 2014 s.42)."""

from datetime import date, timedelta
from typing import Any

import pytest

from alongside.annualreviews.choices import Kept
from alongside.annualreviews.models import PromiseAnswer, PromiseCheck
from alongside.annualreviews.operations.promises import answer_promises, mend, open_checks
from alongside.annualreviews.queries import promises as queries
from alongside.annualreviews.rules.promises import PromiseSaid
from alongside.children.of_age.operations import choose_reader
from alongside.ehcplans.choices import Origin
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.operations.starting import TakenInPlan, take_in_plan
from alongside.ehcplans.rules.content import NewLine
from alongside.kernel.day_words import day_words
from alongside.notices.models import Notice
from alongside.plans.operations import propose_plan
from alongside.platform import clock
from alongside.support.models import Action
from tests.annualreviews.conftest import Area, later
from tests.makers import world
from tests.plans.reading import signed_in, text_of
from tests.plans.test_operations import write_whole_plan
from tests.support.test_actions import ok, refused

ISSUED = world.TODAY - timedelta(days=20)
SPEECH = "Speech therapy with a therapist"


@pytest.fixture
def promised(area: Area) -> Area:
    """The plan of Amira, sent three weeks ago, with two promises."""
    world.changed(area.plan, state="ceased", ceased_on=ISSUED, cease_reason="9")
    lines = (
        NewLine("B", "She finds words hard to find.", area="SLCN"),
        NewLine("F", SPEECH, who="A speech therapist", how_often="Weekly", how_long="30 minutes"),
        NewLine("F", "A quiet place to work", how_often="Each lesson"),
        NewLine("E", "By July she tells her mother about her day."),
    )
    ok(
        take_in_plan(
            area.caseworker, area.child_id, TakenInPlan(Origin.PAPER, ISSUED, ISSUED, lines), world.NOW
        )
    )
    return area


def keys(area: Area) -> list[str]:
    return [one.key for one in queries.promised(area.around.senco, area.child_id)]


def test_four_weeks_after_the_plan_setting_and_family_are_asked_once(promised: Area) -> None:
    """S1: asked a week before the day; run twice it asks once."""
    assert open_checks(world.NOW) == 0
    at, _ = later(2)
    assert open_checks(at) == 1
    assert open_checks(at) == 0
    row = PromiseCheck.everything.get()
    assert row.due_on == ISSUED + timedelta(weeks=4)
    told = set(Notice.everything.filter(event="promises.asked").values_list("person_id", flat=True))
    around = promised.around
    assert told == {
        around.senco.person_id, around.head.person_id, around.mother_person.id, around.father_person.id,
        around.amira.person_id,
    }  # fmt: skip


def test_a_plan_taken_in_long_after_it_was_made_is_asked_about_once_and_not_late(promised: Area) -> None:
    """O10: on the day it comes nobody is told that they are weeks late, or asked twice."""
    world.changed(EhcPlan.everything.get(state="final"), issued_on=world.TODAY - timedelta(days=120))
    at, (senco,) = later(30, promised.around.senco)
    assert (open_checks(at), open_checks(at)) == (1, 0)
    assert [one.by for one in queries.waiting_for(senco)] == [date(2026, 10, 22)]


def test_an_asking_that_a_later_one_follows_waits_for_nobody(promised: Area) -> None:
    """O15: answers go to the newest, so an older one could never be done."""
    first, _ = later(2)
    open_checks(first)
    spring, (senco,) = later(150, promised.around.senco)
    assert open_checks(spring) == 1
    assert len(queries.waiting_for(senco)) == 1
    said = dict.fromkeys(keys(promised), PromiseSaid(Kept.YES))
    ok(answer_promises(senco, promised.child_id, said, spring))
    assert queries.waiting_for(senco) == []


def test_help_that_is_not_given_says_what_is_done_becomes_an_action_and_is_put_right(promised: Area) -> None:
    """S1: a gap without what is being done is refused; with it an action with a day; the family reads all of it."""
    at, (senco, mother, caseworker) = later(
        8, promised.around.senco, promised.around.mother, promised.caseworker
    )
    open_checks(at)
    speech, quiet = keys(promised)
    child = promised.child_id
    assert refused(answer_promises(senco, child, {speech: PromiseSaid(Kept.NO)}, at)) == "promise.doing"
    said = {
        speech: PromiseSaid(Kept.NO, "She left.", "A new one starts on Monday.", at.date() + timedelta(days=9)),
        quiet: PromiseSaid(Kept.YES),
    }  # fmt: skip
    check = ok(answer_promises(senco, child, said, at))
    assert check.answered_on == at.date()
    assert Action.everything.get(child_id=child).due_on == at.date() + timedelta(days=9)
    ok(
        answer_promises(
            mother, child, {speech: PromiseSaid(Kept.NO, "She had none since May. planted-mother")}, at
        )
    )
    seen = queries.promises_of(mother, child)
    assert seen.gaps == 1 and seen.lines[0].setting is not None
    assert seen.lines[0].setting.doing == "A new one starts on Monday."
    _, (father,) = later(8, promised.around.father)
    assert "planted-mother" not in str(queries.promises_of(father, child))
    assert "planted-mother" in str(queries.promises_of(caseworker, child))
    late, (manager,) = later(20, promised.caseworker)
    assert [one.what for one in queries.waiting_for(manager)] == ["Help that the plan promises is not given"]
    assert refused(mend(senco, child, speech, " ", late)) == "mend.words"
    ok(mend(senco, child, speech, "The new therapist comes each Monday.", late))
    assert queries.promises_of(mother, child).gaps == 0
    assert queries.waiting_for(manager) == []
    assert PromiseAnswer.everything.filter(mended_on=None).exclude(kept=Kept.YES).count() == 0


def test_nobody_answers_for_others(promised: Area) -> None:
    """The council does not answer for the setting, a teacher not for the school, nobody for help that is not there."""
    at, (teacher, caseworker, senco) = later(
        8, promised.around.teacher, promised.caseworker, promised.around.senco
    )
    open_checks(at)
    child, said = promised.child_id, {keys(promised)[0]: PromiseSaid(Kept.YES)}
    assert refused(answer_promises(caseworker, child, said, at)) == "not_found"
    assert refused(answer_promises(teacher, child, said, at)) == "not_found"
    assert refused(answer_promises(senco, child, {"no-such": PromiseSaid(Kept.YES)}, at)) == "not_found"
    stranger = world.stranger()
    assert queries.promises_of(stranger, child) == queries.Promises(None, ())


def test_the_page_is_one_form_for_a_senco_between_two_lessons(
    promised: Area, django_assert_max_num_queries: Any
) -> None:
    """All promises on one page, one press; what is missing is said at its place and nothing typed is lost."""
    at, (senco, mother) = later(8, promised.around.senco, promised.around.mother)
    open_checks(at)
    speech, quiet = keys(promised)
    address = f"/children/{promised.child_id}/promises/"
    with clock.moved_to(at):
        client = signed_in(senco)
        with django_assert_max_num_queries(36):
            assert SPEECH in text_of(client.get(address))
        sent = {f"{speech}-kept": "no", f"{speech}-words": "She left.", f"{quiet}-kept": "yes"}
        answer = client.post(address, sent)
        assert answer.status_code == 422 and "She left." in text_of(answer)
        sent |= {f"{speech}-doing": "A new one starts.", f"{speech}-by_on": "2026-10-05"}
        long = client.post(address, {**sent, f"{speech}-words": "x" * 2_001})
        assert long.status_code == 422 and "x" * 2_001 in long.content.decode()  # refused, and not cut
        assert client.post(address, sent).status_code == 302
        assert "A new one starts." in text_of(signed_in(mother).get(address))
        assert "Put a gap right" in text_of(client.get(address))


def test_a_changed_plan_is_asked_about_anew_and_each_term(promised: Area) -> None:
    """Asked at four weeks, then each term once it is half over."""
    plan = EhcPlan.everything.get(child=promised.around.child, state="final")
    at, _ = later(8)
    open_checks(at)
    spring = world.NOW.replace(year=2027, month=2, day=10)
    assert open_checks(spring) == 1
    assert PromiseCheck.everything.filter(plan=plan).order_by("due_on").last().due_on == date(2027, 2, 12)  # type: ignore[union-attr]
    world.changed(plan, issued_on=date(2027, 1, 20))
    assert open_checks(spring.replace(day=12)) == 1


def test_a_day_that_has_passed_is_said_to_have_passed(promised: Area) -> None:
    """R27: what the school has not said by its day is shown as late, to the family as to the council."""
    at, _ = later(2)
    with clock.moved_to(at):
        open_checks(at)
        due_on = PromiseCheck.everything.get().due_on
    for days, words in ((0, "says so by"), (1, "was to say so by")):
        with clock.moved_to(due_on + timedelta(days=days)):
            body = (
                signed_in(promised.around.mother)
                .get(f"/children/{promised.child_id}/promises/")
                .content.decode()
            )
        assert words in " ".join(body.split()) and ("Past its date" in body) == bool(days)


def test_while_the_plan_of_the_school_waits_the_check_is_what_happens_next(promised: Area) -> None:
    """O5: a plan to read has no day, the check has; both stay to be pressed, until the mother has answered."""
    around = promised.around
    write_whole_plan(around)
    ok(propose_plan(around.senco, around.child.id, world.NOW))
    at, (mother,) = later(2, around.mother)
    open_checks(at)
    with clock.moved_to(at):
        page = text_of(signed_in(mother).get("/home/"))
        due = day_words(ISSUED + timedelta(weeks=4))
        assert "Is the help given?" in page and due in page
        assert "Say whether the help is given" in page and "Read the plan and answer" in page
        said = {one: PromiseSaid(Kept.YES) for one in keys(promised)}
        ok(answer_promises(mother, promised.child_id, said, at))
        assert "Say whether the help is given" not in text_of(signed_in(mother).get("/home/"))


def test_whoever_reads_a_shorter_view_is_not_asked_about_a_plan_they_may_not_read(promised: Area) -> None:
    """2.4.10: nothing leads a parent to a page that is closed to them."""
    around = promised.around
    world.changed(around.child, born_on=date(2010, 3, 4))
    ok(
        choose_reader(
            around.amira, around.child.id, around.mother.person_id, reads=False, shorter=True, now=world.NOW
        )
    )
    at, _ = later(2)
    assert open_checks(at) == 1
    told = set(Notice.everything.filter(event="promises.asked").values_list("person_id", flat=True))
    assert around.mother.person_id not in told and around.amira.person_id in told

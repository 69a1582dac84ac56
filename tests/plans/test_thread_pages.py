"""The thread from hope to help on its pages: needs, outcomes, steps, provision (S1, S3, O13, O20, P5)."""

from datetime import date
from typing import Any

from alongside.access.actor import SystemActor
from alongside.ledger.unit import unit_of_work
from alongside.support.operations import change_in_thread
from alongside.voice.choices import StatementKind
from alongside.voice.models import Statement
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import opened, sent, text_of

AREA = "need-communication-and-interaction"
HELP = {
    "text": "Language group", "who": "Teaching assistant", "how_often": "3 times a week", "how_long": "20 minutes",
    "starts_on-day": "21", "starts_on-month": "9", "starts_on-year": "2026",
}  # fmt: skip


def one(around: Around, kind: StatementKind, **known: Any) -> Statement:
    return Statement.everything.filter(child=around.child, kind=kind, ended_at=None, **known).latest(
        "created_at"
    )


def test_a_need_is_kept_with_what_shows_it(started: Around) -> None:
    data = {"text": "Joins words.", "evidence": "Screen, June."}
    assert sent(started.senco, data, "add", started.child.id, "needs", AREA).status_code == 302
    page = text_of(opened(started.mother, "section", started.child.id, "needs"))
    assert "Joins words." in page and "What shows this: Screen, June." in page


def test_a_need_without_evidence_is_asked_for_it_and_keeps_what_was_typed(started: Around) -> None:
    answer = sent(started.senco, {"text": "Joins words."}, "add", started.child.id, "needs", AREA)
    assert answer.status_code == 422
    assert "Write what you saw, measured or were told." in text_of(answer)
    assert "Joins words." in answer.content.decode()


def test_no_outcome_before_there_is_a_hope(started: Around) -> None:
    page = text_of(opened(started.senco, "section", started.child.id, "outcomes"))
    assert "Hopes come first" in page and "Add an outcome" not in page
    answer = sent(started.senco, {"text": "Talks."}, "add", started.child.id, "outcomes", "outcome")
    assert answer.status_code == 422 and "every outcome leads to one" in text_of(answer)


def test_an_outcome_leads_to_a_hope(written: Around) -> None:
    hope = one(written, StatementKind.OUTCOME).serves_id
    data = {"text": "Rides a bike.", "serves": str(hope), "measure": "Her gran sees it."}
    assert sent(written.senco, data, "add", written.child.id, "outcomes", "outcome").status_code == 302
    page = text_of(opened(written.senco, "section", written.child.id, "outcomes"))
    assert "Outcome 2 Rides a bike." in page and "No help written yet" in page
    without = sent(written.senco, {"text": "Swims."}, "add", written.child.id, "outcomes", "outcome")
    assert without.status_code == 422 and "Choose the hope it leads to." in text_of(without)


def test_from_year_9_an_outcome_names_a_part_of_adult_life(written: Around) -> None:
    page = text_of(opened(written.senco, "add", written.child.id, "outcomes", "outcome"))
    assert "Which part of adult life" not in page
    with unit_of_work(SystemActor("test", world.TODAY), "test.grow_up", world.NOW) as unit:
        written.child.born_on = date(2012, 5, 4)
        written.child.save(update_fields=["born_on"])
        unit.record("test.grown", written.child)
    hope = one(written, StatementKind.OUTCOME).serves_id
    data = {"text": "Rides the bus.", "serves": str(hope)}
    without = sent(written.senco, data, "add", written.child.id, "outcomes", "outcome")
    assert without.status_code == 422 and "From Year 9 every outcome" in text_of(without)
    data["adulthood_area"] = "independent-living"
    assert sent(written.senco, data, "add", written.child.id, "outcomes", "outcome").status_code == 302
    assert "Independent living" in text_of(opened(written.senco, "section", written.child.id, "outcomes"))


def test_help_says_who_how_often_and_how_long(written: Around) -> None:
    outcome = one(written, StatementKind.OUTCOME)
    assert sent(written.senco, HELP, "add_provision", written.child.id, outcome.id).status_code == 302
    assert one(written, StatementKind.PROVISION, starts_on=date(2026, 9, 21)).serves_id == outcome.id
    half = {**HELP, "who": "", "how_often": ""}
    answer = sent(written.senco, half, "add_provision", written.child.id, outcome.id)
    page = text_of(answer)
    assert (
        answer.status_code == 422 and "Write who gives it." in page and "Write how often it happens." in page
    )
    assert "20 minutes" in answer.content.decode()


def test_help_does_not_end_before_it_starts(written: Around) -> None:
    outcome = one(written, StatementKind.OUTCOME)
    data = {**HELP, "ends_on-day": "1", "ends_on-month": "9", "ends_on-year": "2026"}
    answer = sent(written.senco, data, "add_provision", written.child.id, outcome.id)
    assert answer.status_code == 422 and "It ends before it starts." in text_of(answer)


def test_a_step_belongs_to_an_outcome(written: Around) -> None:
    outcome = one(written, StatementKind.OUTCOME)
    data = {"text": "Asks one friend.", "ends_on-day": "1", "ends_on-month": "12", "ends_on-year": "2026"}
    assert sent(written.senco, data, "add_step", written.child.id, outcome.id).status_code == 302
    need = one(written, StatementKind.NEED)
    assert opened(written.senco, "add_step", written.child.id, need.id).status_code == 404


def test_changing_help_starts_from_what_is_there(written: Around) -> None:
    row = one(written, StatementKind.PROVISION)
    page = opened(written.senco, "change", written.child.id, row.id).content.decode()
    assert "Language group" in page and 'value="3 times a week"' in page
    data = {**HELP, "how_often": "every day", "edition": "1"}
    assert sent(written.senco, data, "change", written.child.id, row.id).status_code == 302
    assert one(written, StatementKind.PROVISION).how_often == "every day"


def test_two_changes_of_one_outcome_lose_neither(written: Around) -> None:
    row = one(written, StatementKind.OUTCOME)
    change_in_thread(written.senco, written.child.id, row.id, "Theirs.", 1, world.NOW)
    data = {"text": "Mine.", "edition": "1", "serves": str(row.serves_id), "measure": "Seen."}
    answer = sent(written.senco, data, "change", written.child.id, row.id)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Theirs." in page and "Mine." in page and "Seen." in page and 'name="edition" value="2"' in page
    assert (
        sent(written.senco, {**data, "edition": "2"}, "change", written.child.id, row.id).status_code == 302
    )


def test_only_those_who_keep_the_plan_write_the_thread(written: Around) -> None:
    outcome = one(written, StatementKind.OUTCOME)
    for who in (written.mother, written.teacher, written.head, written.amira):
        assert opened(who, "add", written.child.id, "needs", AREA).status_code == 404
        assert opened(who, "add_step", written.child.id, outcome.id).status_code == 404
        assert opened(who, "change", written.child.id, outcome.id).status_code == 404


def test_a_teacher_who_leads_keeps_the_plan(written: Around) -> None:
    assert opened(written.teacher, "add", written.child.id, "needs", AREA).status_code == 404
    person = written.teacher.person_id
    answer = sent(
        written.head, {"person": str(person), "responsibility": "Rings home"}, "lead", written.child.id
    )
    assert answer.status_code == 302
    assert opened(written.teacher, "add", written.child.id, "needs", AREA).status_code == 200
    page = text_of(opened(written.head, "lead", written.child.id))
    assert "Daniel Osei" in page and "Ada Whitcombe" in page and "and still" in page


def test_naming_the_one_who_leads_already_is_refused(written: Around) -> None:
    answer = sent(written.head, {"person": str(written.senco.person_id)}, "lead", written.child.id)
    assert answer.status_code == 422 and "is the lead worker already" in text_of(answer)

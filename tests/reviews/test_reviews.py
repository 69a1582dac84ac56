"""Reviews: outcome by outcome, voice by voice, and the next version from them (O21, O22, O23, P7, S4, S13)."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.choices import Role, StandingKind
from alongside.access.operation import NotPermitted
from alongside.children.models import Standing
from alongside.kernel.chronicle import Reach
from alongside.notices.models import Notice
from alongside.people.models import Person
from alongside.plans.choices import PlanState, VersionState
from alongside.plans.models import Plan
from alongside.plans.operations import propose_plan
from alongside.plans.queries import live_plan, plan_version
from alongside.rendering.text import to_text
from alongside.reviews.board import board
from alongside.reviews.models import Review, ReviewAnswerVersion, ReviewLine
from alongside.reviews.operations import (
    NewAnswer,
    NewLine,
    answer_question,
    choose_rhythm,
    finish_review,
    plan_review,
    recommend,
    say_of,
)
from alongside.reviews.operations.chasing import chase_reviews
from alongside.reviews.queries import chronicle, record_of, review_dates, reviews_of, waiting_for
from alongside.reviews.rules import (
    LineFacts,
    columns_for,
    missing_before_finishing,
    refuse_line,
    refuse_plan_date,
)
from alongside.voice.choices import StatementKind
from alongside.voice.models import Statement
from alongside.voice.operations import StaleText
from tests.conversations.talk import lives
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in, text_of
from tests.support.test_actions import ok, refused

NEXT = date(2026, 12, 14)


@pytest.mark.parametrize(
    ("outcome", "verdict", "next_", "new_text", "code"),
    [
        (True, "met", "stop", "", None),
        (True, "partly", "keep", "", None),
        (True, "", "keep", "", "line.verdict"),
        (True, "met", "", "", "line.next"),
        (True, "met", "less", "", "line.next"),
        (True, "not", "change", " ", "line.new_text"),
        (True, "not", "change", "Smaller.", None),
        (False, "", "keep", "", None),
        (False, "", "change", "", "line.next"),
        (False, "", "less", "", "line.new_text"),
        (False, "", "less", "once a week", None),
        (False, "", "stop", "", None),
        (True, "not", "change", "x" * 2_001, "line.long"),  # refused, and not cut
    ],
)
def test_what_a_line_needs(
    *, outcome: bool, verdict: str, next_: str, new_text: str, code: str | None
) -> None:
    refusal = refuse_line(LineFacts(outcome, verdict, next_, new_text))
    assert (refusal.code if refusal else None) == code
    long = refuse_line(LineFacts(outcome, verdict, next_, new_text, "x" * 4_001))
    assert long and long.code == "line.long"


@pytest.mark.parametrize(
    ("voice", "at_setting", "columns"),
    [
        ("child", False, ("child",)),
        ("parent", False, ("family", "child")),
        ("professional", True, ("setting", "child", "family", "others")),
        ("professional", False, ("others", "child", "family", "setting")),
    ],
)
def test_who_writes_where(*, voice: str, at_setting: bool, columns: tuple[str, ...]) -> None:
    assert columns_for(voice, at_setting=at_setting) == columns


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({}, None),
        ({"with_verdict": 1}, "review.outcomes"),
        ({"child_spoke": False}, "review.child"),
        ({"child_spoke": False, "no_child_because": "She was in hospital."}, None),
        ({"plan_state": "proposed"}, "review.with_family"),
    ],
)
def test_when_a_review_can_be_finished(facts: dict[str, Any], code: str | None) -> None:
    given = {
        "outcomes": 2,
        "with_verdict": 2,
        "child_spoke": True,
        "no_child_because": "",
        "plan_state": "agreed",
    }
    refusal = missing_before_finishing(**{**given, **facts})
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("days", "code"),
    [(-1, "review.past"), (0, None), (548, None), (549, "review.far"), (None, "review.date")],
)
def test_the_day_of_a_review(days: int | None, code: str | None) -> None:
    day = None if days is None else world.TODAY + timedelta(days=days)
    refusal = refuse_plan_date(day, world.TODAY)
    assert (refusal.code if refusal else None) == code


def one(around: Around, kind: StatementKind) -> Statement:
    return Statement.everything.get(child=around.child, kind=kind, ended_at=None)


def say(around: Around, review: Review, who: Actor, column: str, text: str, **more: Any) -> Any:
    new = NewAnswer("working", column, text, more.get("gathered", "typed"))
    return answer_question(who, around.child.id, review.id, new, more.get("edition", 0), world.NOW)


def looked_at(around: Around, review: Review, **line: Any) -> None:
    """The one outcome looked at, and the child heard."""
    statement = one(around, StatementKind.OUTCOME)
    new = NewLine(**{"verdict": "partly", "next": "keep", "words": "She told Zosia.", **line})
    ok(say_of(around.senco, around.child.id, review.id, statement.id, new, world.NOW))
    ok(say(around, review, around.amira, "child", "I like the lunch game."))


def test_the_day_follows_from_the_nature_of_each_outcome(agreed: Around) -> None:
    """O21: a step by its day, an outcome by its own rhythm."""
    outcome, step = one(agreed, StatementKind.OUTCOME), one(agreed, StatementKind.STEP)
    days = {each.passage.id: each.on for each in review_dates(agreed.mother, agreed.child.id)}
    assert days == {outcome.id: world.TODAY + timedelta(weeks=13), step.id: date(2026, 12, 1)}
    ok(choose_rhythm(agreed.senco, agreed.child.id, outcome.id, "review.half-term", world.NOW))
    days = {each.passage.id: each.on for each in review_dates(agreed.mother, agreed.child.id)}
    assert days[outcome.id] == world.TODAY + timedelta(weeks=6)
    for interval in ("review.default", "asked.answer", "nonsense"):
        result = choose_rhythm(agreed.senco, agreed.child.id, outcome.id, interval, world.NOW)
        assert refused(result) == "not_found"


def test_each_voice_writes_in_its_own_column(agreed: Around, review: Review) -> None:
    """O22, O6: each voice apart, and no adult's words in the child's mouth."""
    ok(say(agreed, review, agreed.amira, "child", "The lunch game."))
    ok(say(agreed, review, agreed.father, "family", "She talks at the table."))
    ok(say(agreed, review, agreed.teacher, "setting", "Three signs at lunch."))
    assert refused(say(agreed, review, agreed.amira, "family", "x")) == "not_found"
    assert refused(say(agreed, review, agreed.mother, "setting", "x")) == "not_found"
    put = say(agreed, review, agreed.senco, "child", "She likes it.", edition=1)
    assert refused(put) == "words.in_childs_mouth"
    ok(say(agreed, review, agreed.senco, "child", "And the yellow book.", edition=1, gathered="signed"))


def test_fifty_interleaved_saves_of_one_answer_lose_no_word(agreed: Around, review: Review) -> None:
    """Two people of one home write in one column; whoever comes second is shown both texts and puts them together."""
    for person in (agreed.mother_person, agreed.father_person):
        lives(agreed, person, "4 Lime Street")
    dice, editions = random.Random(7), {"mother": 0, "father": 0}
    texts = {"mother": "", "father": ""}
    said = []
    for number in range(50):
        who = dice.choice(("mother", "father"))
        word = f"{who}{number}"
        said.append(word)
        mine = f"{texts[who]} {word}".strip()
        result = say(agreed, review, getattr(agreed, who), "family", mine, edition=editions[who])
        if isinstance(result, StaleText):
            both = f"{result.theirs} {word}"
            assert word in result.mine
            result = ok(say(agreed, review, getattr(agreed, who), "family", both, edition=result.edition))
        if dice.random() < 0.7:  # sometimes a page stays open with what it showed before
            editions[who], texts[who] = result.edition, result.text
    kept = " ".join(ReviewAnswerVersion.everything.values_list("text", flat=True))
    assert not [word for word in said if word not in kept.split()]
    assert ReviewAnswerVersion.everything.count() == 50
    newest = ReviewAnswerVersion.everything.order_by("-edition").first()
    assert set(newest.text.split()) == set(said)  # type: ignore[union-attr]


def test_a_second_save_of_a_line_sees_the_first(agreed: Around, review: Review) -> None:
    looked_at(agreed, review)
    statement = one(agreed, StatementKind.OUTCOME)
    new = NewLine("met", "keep", "Mine.")
    stale = say_of(agreed.senco, agreed.child.id, review.id, statement.id, new, world.NOW)
    assert isinstance(stale, StaleText) and (stale.theirs, stale.edition) == ("She told Zosia.", 1)
    ok(say_of(agreed.senco, agreed.child.id, review.id, statement.id, new, world.NOW, edition=1))


def test_a_finished_review_is_frozen_and_the_next_version_begins(agreed: Around, review: Review) -> None:
    """S4, P7: the next cycle starts from the review; what was met ends; independence is a success."""
    child = agreed.child.id
    help_ = one(agreed, StatementKind.PROVISION)
    looked_at(agreed, review, verdict="partly", next="change", new_text="Amira tells two friends.")
    less = NewLine(next="less", new_text="once a week", words="She starts by herself.", independent=True)
    ok(say_of(agreed.senco, child, review.id, help_.id, less, world.NOW))
    ok(recommend(agreed.mother, child, review.id, "The same game at the club.", world.NOW))
    assert refused(finish_review(agreed.senco, child, review.id, None, world.NOW)) == "review.date"
    done = ok(finish_review(agreed.senco, child, review.id, NEXT, world.NOW))
    plan = live_plan(agreed.mother, child)
    assert plan is not None and (plan.state, plan.review_on) == (PlanState.DRAFTING, NEXT)
    assert one(agreed, StatementKind.OUTCOME).text == "Amira tells two friends."
    assert one(agreed, StatementKind.PROVISION).how_often == "once a week"
    assert set(ReviewLine.everything.values_list("applied", flat=True)) == {"Changed in the plan"}
    assert plan_version(agreed.mother, child, state=VersionState.AGREED) is not None
    document, kept = record_of(agreed.father, child, review.id)  # type: ignore[misc]
    words = to_text(document)
    for text in ("Partly met", "I like the lunch game.", "Can do this without help now", "once a week",
                 "The same game at the club.", "Amira tells a friend about her weekend."):  # fmt: skip
        assert text in words, text
    assert kept == done.digest
    after = say(agreed, review, agreed.mother, "family", "Later.")
    assert refused(after) == "review.finished"
    assert [each.due_on for each in reviews_of(agreed.mother, child) if not each.is_held] == [NEXT]
    ok(propose_plan(agreed.senco, child, world.NOW))


def test_an_outcome_that_was_met_ends_with_what_rests_on_it(agreed: Around, review: Review) -> None:
    looked_at(agreed, review, verdict="met", next="stop")
    ok(finish_review(agreed.senco, agreed.child.id, review.id, NEXT, world.NOW))
    live = Statement.everything.filter(child=agreed.child, ended_at=None)
    kinds = (StatementKind.OUTCOME, StatementKind.STEP, StatementKind.PROVISION)
    assert not live.filter(kind__in=kinds).exists() and live.exists()


def test_a_refusal_on_the_way_undoes_all_of_it(agreed: Around, review: Review) -> None:
    statement = one(agreed, StatementKind.OUTCOME)
    assert refused(finish_review(agreed.senco, agreed.child.id, review.id, NEXT, world.NOW)) == (
        "review.outcomes"
    )
    new = NewLine("not", "keep")
    ok(say_of(agreed.senco, agreed.child.id, review.id, statement.id, new, world.NOW))
    assert refused(finish_review(agreed.senco, agreed.child.id, review.id, NEXT, world.NOW)) == "review.child"
    because = "She was in hospital."
    ok(finish_review(agreed.senco, agreed.child.id, review.id, NEXT, world.NOW, because))
    assert because in to_text(record_of(agreed.senco, agreed.child.id, review.id)[0])  # type: ignore[index]


def on_day(actor: Actor, around: Around, days: int) -> Actor:
    person = Person.everything.get(pk=actor.person_id)
    place = around.school if actor.organisation_id else None
    return world.acting(person, actor.role, place, world.TODAY + timedelta(days=days))


def test_a_review_that_is_due_waits_and_is_chased_once(agreed: Around, review: Review) -> None:
    assert [each.what for each in waiting_for(agreed.senco)] == ["Hold the review"]
    assert [each.what for each in waiting_for(agreed.mother)] == ["Say how it is going, before the review"]
    ok(say(agreed, review, agreed.mother, "family", "Well."))
    assert not waiting_for(agreed.mother)
    assert not waiting_for(on_day(agreed.senco, agreed, -15))
    assert chase_reviews(world.NOW + timedelta(days=14)) == 0
    assert chase_reviews(world.NOW + timedelta(days=15)) == 1
    assert chase_reviews(world.NOW + timedelta(days=16)) == 0
    told = Notice.everything.filter(event="review.overdue")
    assert [each.person_id for each in told] == [agreed.senco.person_id]


def test_a_day_that_the_setting_before_had_set_reminds_nobody_after_a_move(
    agreed: Around, review: Review
) -> None:
    """T15: moved yesterday; neither the family nor the new setting is reminded of the old day. The new co-ordinator is
    asked to plan one, and the reminders run from the day that is set then."""
    mother, child = agreed.mother, agreed.child
    old = Standing.everything.get(child=child, kind="attends")
    world.changed(old, ends_on=world.TODAY + timedelta(days=1))
    school, person = world.make_setting("Brookside School"), world.make_person("Ola", "Lind")
    world.joins(person, school, Role.SENCO)
    world.stands(child, StandingKind.ATTENDS, organisation=school, starts_on=world.TODAY + timedelta(days=1))
    world.changed(Plan.everything.get(child=child), review_on=world.TODAY)
    day = world.TODAY + timedelta(days=2)
    new = world.acting(person, Role.SENCO, school, day)
    assert waiting_for(on_day(mother, agreed, 2)) == []
    assert [each.what for each in waiting_for(new)] == ["Plan the review"]
    assert [one.total for one in board(new, school.id, day)] == [0, 1]
    assert chase_reviews(world.NOW + timedelta(days=30)) == 0
    ok(plan_review(new, child.id, day, "We begin anew", world.NOW + timedelta(days=2)))
    assert [each.what for each in waiting_for(new)] == ["Hold the review"]
    assert [each.what for each in waiting_for(on_day(mother, agreed, 2))] == [
        "Say how it is going, before the review"
    ]
    assert Review.everything.count() == 1, "what was written in it stays"


def test_who_reads_and_who_writes(agreed: Around, review: Review) -> None:
    """The father apart takes part; a restricted parent, another class's teacher and a stranger find nothing."""
    child = agreed.child.id
    therapist = world.make_person("Sian", "Bowen")
    service = world.make_setting("Therapy Service")
    world.joins(therapist, service, Role.PROFESSIONAL)
    world.stands(agreed.child, StandingKind.INVITED, person=therapist, organisation=service)
    ok(
        say(
            agreed, review, world.acting(therapist, Role.PROFESSIONAL, service), "others", "Two-word phrases."
        )
    )
    other = world.make_person("Ann", "Other")
    world.joins(other, agreed.school, Role.CLASS_TEACHER)
    barred = world.make_person("Jan", "Barred")
    world.stands(agreed.child, StandingKind.PARENT, person=barred, relationship="stepfather")
    world.restrict(agreed.child, barred)
    address = reverse("reviews:review", args=[child, review.id])
    for who in (agreed.mother, agreed.father, agreed.amira, agreed.teacher, agreed.head):
        assert "Two-word phrases." in text_of(signed_in(who).get(address))
    for who in (
        world.acting(other, Role.CLASS_TEACHER, agreed.school), world.acting(barred, Role.FAMILY), world.stranger()
    ):  # fmt: skip
        assert not reviews_of(who, child) and not chronicle(who, child, Reach())
        assert refused(say(agreed, review, who, "family", "x")) == "not_found"
    statement = one(agreed, StatementKind.OUTCOME)
    new = NewLine("met", "keep")
    assert refused(say_of(agreed.teacher, child, review.id, statement.id, new, world.NOW)) == "not_found"
    with pytest.raises(NotPermitted):
        say_of(agreed.mother, child, review.id, statement.id, new, world.NOW)


def test_a_review_on_its_pages(agreed: Around, review: Review) -> None:
    child, senco = agreed.child.id, signed_in(agreed.senco)
    address = reverse("reviews:review", args=[child, review.id])
    of = str(one(agreed, StatementKind.OUTCOME).id)
    wrong = senco.post(address, {"of": of, "edition": "0", "words": "Half of it."})
    assert wrong.status_code == 422 and "Half of it." in wrong.content.decode()
    kept = senco.post(
        address, {"of": of, "edition": "0", "verdict": "met", "next": "keep", "words": "All of it."}
    )
    assert kept.status_code == 302
    second = senco.post(
        address, {"of": of, "edition": "0", "verdict": "not", "next": "keep", "words": "Mine."}
    )
    assert second.status_code == 422 and "Mine." in second.content.decode()
    say_address = reverse("reviews:say", args=[child, review.id])
    amira = signed_in(agreed.amira)
    assert "What is working?" in text_of(amira.get(say_address))
    assert amira.post(say_address, {"working": "The game.", "working-edition": "0"}).status_code == 302
    late = amira.post(say_address, {"working": "Lunch.", "working-edition": "0"})
    assert late.status_code == 422 and "The game." in text_of(late) and "Lunch." in text_of(late)
    finish = reverse("reviews:finish_review", args=[child, review.id])
    assert signed_in(agreed.mother).get(finish).status_code == 404
    data = {"next_on-day": "14", "next_on-month": "12", "next_on-year": "2026"}
    assert senco.post(finish, data).status_code == 302
    assert "Record of a review" in senco.get(address).content.decode()
    for form in ("pdf", "text", "word"):
        answer = signed_in(agreed.father).get(reverse("reviews:review_record", args=[child, review.id, form]))
        assert answer.status_code == 200, form
    assert "Reviews that were held" in text_of(senco.get(reverse("reviews:reviews", args=[child])))


def test_planning_on_the_page(agreed: Around) -> None:
    client = signed_in(agreed.senco)
    address = reverse("reviews:plan_review", args=[agreed.child.id])
    data = {"due_on-day": "1", "due_on-month": "9", "due_on-year": "2026"}
    assert "That day has passed." in text_of(client.post(address, data))
    assert client.post(address, {**data, "due_on-month": "12"}).status_code == 302
    assert "1 December 2026" in text_of(
        signed_in(agreed.mother).get(reverse("reviews:reviews", args=[agreed.child.id]))
    )
    outcome = one(agreed, StatementKind.OUTCOME)
    chosen = client.post(
        reverse("reviews:reviews", args=[agreed.child.id]),
        {"outcome": str(outcome.id), "interval": "review.year"},
    )
    assert chosen.status_code == 302
    moved = ok(plan_review(agreed.senco, agreed.child.id, NEXT, "", world.NOW))
    assert Review.everything.get().id == moved.id


def test_the_screen_asks_the_database_no_more_often(
    agreed: Around, review: Review, django_assert_max_num_queries: Any
) -> None:
    client, address = signed_in(agreed.senco), reverse("reviews:review", args=[agreed.child.id, review.id])
    client.get(address)
    with django_assert_max_num_queries(34) as counted:
        client.get(address)
    first = one(agreed, StatementKind.OUTCOME)
    for _ in range(6):
        row = Statement.everything.get(pk=first.pk)
        row.pk = world.an_id()
        world.saved(row)
    for question in ("working", "not_working", "change", "next"):
        new = NewAnswer(question, "setting", "Well.")
        ok(answer_question(agreed.senco, agreed.child.id, review.id, new, 0, world.NOW))
    with django_assert_max_num_queries(len(counted)):
        client.get(address)


def test_words_written_down_for_somebody_say_how_they_were_told(agreed: Around, review: Review) -> None:
    """S4: without it nothing is kept, the words stay in their box, and the page says what to do."""
    address = reverse("reviews:say", args=[agreed.child.id, review.id])
    sent = {"column": "child", "working": "The lunch game.", "gathered": ""}
    answer = signed_in(agreed.senco).post(address, sent)
    assert answer.status_code == 422
    assert "Say how they told you." in text_of(answer) and "The lunch game." in text_of(answer)
    assert not ReviewAnswerVersion.everything.exists()
    assert signed_in(agreed.senco).post(address, {**sent, "gathered": "signed"}).status_code == 302
    assert "Signed, written down by Ada Whitcombe" in text_of(
        signed_in(agreed.senco).get(reverse("reviews:review", args=[agreed.child.id, review.id]))
    )


def test_what_was_begun_in_a_review_waits_for_its_writer_box_by_box(agreed: Around, review: Review) -> None:
    """O4, S18: kept while it is typed, saved for nobody else, and not offered again once it is saved."""
    where = reverse("reviews:say", args=[agreed.child.id, review.id])
    mother, json = signed_in(agreed.mother), {"Accept": "application/json"}
    typed = {"column": "family", "working": "She sings", "working-edition": "0", "not_working": ""}
    assert mother.post(where, typed, headers=json).json()["saved_at"]
    page = mother.get(where).content.decode()
    assert "She sings" in page and page.count("You began this and have not saved it.") == 1
    assert "She sings" not in signed_in(agreed.father).get(where).content.decode()
    assert "She sings" not in signed_in(agreed.senco).get(reverse(
        "reviews:review", args=[agreed.child.id, review.id]
    )).content.decode()  # fmt: skip
    assert mother.post(where, {**typed, "working": "She sings at home."}).status_code == 302
    assert "have not saved it" not in mother.get(where).content.decode()

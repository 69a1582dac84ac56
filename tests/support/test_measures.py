"""Measures: what is measured with what, by whom; what a row of scores says; what help came to (S5, S18)."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from alongside.access.choices import StandingKind
from alongside.statute.instruments import Aspect, Rater, instrument, instruments, read_instruments
from alongside.statute.problems import WrongData
from alongside.support.models import Measure
from alongside.support.operations import NewMeasure, correct_measure, record_measure
from alongside.support.queries.effects import effects
from alongside.support.queries.measures import measure_by_id, series_for_help, series_of
from alongside.support.rules.measures import MeasureFacts, Point, refuse_measure, what_it_shows
from alongside.voice.choices import Voice
from tests.makers import world
from tests.makers.family import Around
from tests.support.test_actions import ok, refused
from tests.support.test_delivery import help_of

TODAY = world.TODAY
EARLIER = TODAY - timedelta(weeks=9)


def new(key: str = "minutes-on-task", score: float | None = 5, **more: Any) -> NewMeasure:
    given = {"on": TODAY, **more}
    return NewMeasure(key, None if score is None else Decimal(str(score)), **given)


@pytest.mark.parametrize("aspect", ["attendance", "confidence", "resilience", "relationships", "motivation"])
def test_each_named_area_has_a_scale_a_child_can_answer(aspect: str) -> None:
    """S18: attendance, confidence, resilience, relationships and motivation each have a child-rated scale in words."""
    found = [one for one in instruments().values() if one.aspect == Aspect(aspect) and one.by_child]
    assert found and all(one.question and len(one.points) == 5 for one in found)


def test_a_mistake_in_the_file_is_named_with_its_line() -> None:
    wrong = """
[[instrument]]
key = "a"
name = "A"
measures = "x"
aspect = "learning"
least = 3
most = 3
better = "sideways"
notable = 1
from_age = 0
to_age = 25
rated_by = ["child"]
"""
    with pytest.raises(WrongData) as raised:
        read_instruments(wrong, "instruments.toml")
    told = [(problem.line, problem.message) for problem in raised.value.problems]
    assert (8, "The scale ends where it begins.") in told
    assert (9, "“sideways” is not a known better.") in told
    assert (2, "A child needs a question and words to choose from.") in told


FACTS = {
    "score": Decimal(5), "on": TODAY, "born_on": date(2018, 3, 3), "voice": "professional", "gathered": "typed",
    "moment": "", "for_help": False,
}  # fmt: skip


@pytest.mark.parametrize(
    ("key", "changed", "code"),
    [
        ("minutes-on-task", {}, None),
        ("minutes-on-task", {"score": None}, "measure.score"),
        ("minutes-on-task", {"score": Decimal(121)}, "measure.scale"),
        ("minutes-on-task", {"score": Decimal("5.5")}, "measure.step"),
        ("leuven-well-being", {"score": Decimal("2.5")}, None),
        ("leuven-well-being", {"score": Decimal("2.2")}, "measure.step"),
        ("leuven-well-being", {"score": Decimal(0)}, "measure.scale"),
        ("minutes-on-task", {"on": None}, "measure.day"),
        ("minutes-on-task", {"on": TODAY + timedelta(days=1)}, "measure.future"),
        ("minutes-on-task", {"on": date(2018, 3, 2)}, "measure.unborn"),
        ("minutes-on-task", {"voice": "parent"}, None),
        ("minutes-on-task", {"voice": "child"}, "measure.rater"),
        ("sdq-total", {"voice": "child"}, "measure.rater"),
        ("letter-sounds", {"voice": "parent"}, "measure.rater"),
        ("confidence", {"voice": "child"}, None),
        ("confidence", {}, "measure.told"),
        ("confidence", {"gathered": "said"}, None),
        ("confidence", {"voice": "parent", "gathered": "drawn"}, None),
        ("minutes-on-task", {"moment": "before"}, "measure.moment"),
        ("minutes-on-task", {"moment": "before", "for_help": True}, None),
    ],
)
def test_what_may_be_written_down(key: str, changed: dict[str, Any], code: str | None) -> None:
    refusal = refuse_measure(instrument(key), MeasureFacts(**{**FACTS, **changed}), TODAY)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("key", "scores", "words"),
    [
        ("minutes-on-task", (), "No score yet."),
        (
            "minutes-on-task",
            (5,),
            "One score so far: 5 minutes on 7 September 2026. Two are needed to see a change.",
        ),
        (
            "reading-age",
            (74, 82),
            "From 6 years 2 months on 7 September 2026 to 6 years 10 months on 14 September 2026: "
            "8 months more. That is better.",
        ),
        (
            "sdq-total",
            (20, 14),
            "From 20 on 7 September 2026 to 14 on 14 September 2026: 6 points less. That is better.",
        ),
        (
            "sdq-total",
            (14, 16),
            "From 14 on 7 September 2026 to 16 on 14 September 2026: 2 points more. "
            "A change of less than 4 may be chance.",
        ),
        (
            "confidence",
            (2, 2),
            "From 2 of 5, not much on 7 September 2026 to 2 of 5, not much on 14 September 2026: the same.",
        ),
        (
            "minutes-on-task",
            (5, 20, 2, 9),
            "From 5 minutes on 7 September 2026 to 9 minutes on 28 September 2026: 4 minutes more. That is better. "
            "In between the highest was 20 minutes and the lowest was 2 minutes.",
        ),
    ],
)
def test_a_chart_says_in_words_what_it_shows(key: str, scores: tuple[int, ...], words: str) -> None:
    """S5: the words beside a chart say which way it went, and when a change is too small to mean anything."""
    points = [Point(date(2026, 9, 7) + timedelta(weeks=n), Decimal(one)) for n, one in enumerate(scores)]
    assert what_it_shows(instrument(key), points) == words


def test_scores_before_during_and_after_show_what_help_came_to(written: Around) -> None:
    """S5: before, during and after an intervention; the first and last of each instrument for each provision."""
    child, help_ = written.child.id, help_of(written)
    for score, on, moment in (
        (4, EARLIER, "before"),
        (7, TODAY - timedelta(weeks=4), "during"),
        (12, TODAY, "after"),
    ):
        ok(
            record_measure(
                written.teacher, child, new(score=score, on=on, moment=moment, provision_id=help_), world.NOW
            )
        )
    ok(record_measure(written.teacher, child, new("letter-sounds", 9), world.NOW))
    minutes, sounds = series_of(written.mother, child)[1], series_of(written.mother, child)[0]
    assert [one.words for one in minutes.scores] == ["4 minutes", "7 minutes", "12 minutes"]
    assert minutes.scores[0].moment == "Before the help began"
    assert sounds.words.startswith("One score so far")
    assert [one.instrument.key for one in series_for_help(written.senco, child, [help_])] == [
        "minutes-on-task"
    ]
    (effect,) = effects(written.senco, [help_])
    assert (effect.first.score, effect.change, effect.better) == (4, 8, True)
    assert (effect.first.moment, effect.last and effect.last.moment) == ("before", "after")


def test_one_score_is_no_effect_and_a_stranger_learns_of_none(written: Around) -> None:
    """S5: nothing is claimed from one score; somebody who may not read the plan is told nothing."""
    help_ = help_of(written)
    ok(record_measure(written.senco, written.child.id, new(provision_id=help_, moment="before"), world.NOW))
    (effect,) = effects(written.head, [help_])
    assert (effect.last, effect.change, effect.better) == (None, None, None)
    stranger = world.acting(world.make_person("Some", "Body"), written.senco.role, world.make_setting())
    assert effects(stranger, [help_]) == () and series_of(stranger, written.child.id) == ()


def test_a_child_says_it_and_an_adult_writes_it_down(around: Around) -> None:
    """S18: a child-rated score is the child's word; written down by somebody else it says how it was told."""
    child = around.child.id
    own = ok(record_measure(around.amira, child, new("confidence", 2), world.NOW))
    told = ok(record_measure(around.teacher, child, new("confidence", 4, gathered="drawn"), world.NOW))
    assert (own.voice, told.voice, told.by_name) == (Voice.CHILD, Voice.CHILD, "Daniel Osei")
    (series,) = series_of(around.father, child)
    assert [one.told for one in series.scores] == ["", "Drawn or shown with pictures"]
    assert refused(record_measure(around.mother, child, new("confidence", 4), world.NOW)) == "measure.told"
    assert Rater.CHILD in series.instrument.rated_by


def test_a_wrong_score_is_put_right_beside_itself(around: Around) -> None:
    """S5: a correction is a new row with a reason; the one before stays to be read and counts no more."""
    child = around.child.id
    wrong = ok(record_measure(around.teacher, child, new(score=50), world.NOW))
    assert (
        refused(correct_measure(around.teacher, child, wrong.id, new(score=5), " ", world.NOW))
        == "measure.why"
    )
    assert (
        refused(correct_measure(around.mother, child, wrong.id, new(score=5), "x", world.NOW))
        == "measure.not_own"
    )
    assert measure_by_id(around.teacher, child, wrong.id)
    ok(correct_measure(around.senco, child, wrong.id, new(score=5), "A nought too many", world.NOW))
    (series,) = series_of(around.mother, child)
    assert [one.words for one in series.scores] == ["5 minutes"]
    assert [one.words for one in series.scores[0].before] == ["50 minutes"]
    assert series.scores[0].why_corrected == "A nought too many"
    again = correct_measure(around.teacher, child, wrong.id, new(score=6), "x", world.NOW)
    assert refused(again) == "measure.replaced"
    assert measure_by_id(around.teacher, child, wrong.id) is None


def test_help_of_another_child_takes_no_score(written: Around) -> None:
    other = world.make_child("Ben")
    world.stands(other, StandingKind.ATTENDS, organisation=written.school)
    outcome = record_measure(written.senco, other.id, new(provision_id=help_of(written)), world.NOW)
    assert refused(outcome) == "not_found"
    assert not Measure.everything.filter(child=other).exists()


def test_a_row_of_scores_costs_one_question(written: Around, django_assert_num_queries: Any) -> None:
    child, help_ = written.child.id, help_of(written)
    for number in range(12):
        ok(record_measure(written.senco, child, new(score=number, provision_id=help_), world.NOW))
    series_of(written.senco, child)
    with django_assert_num_queries(1):
        series_of(written.senco, child)
    with django_assert_num_queries(1):
        effects(written.senco, [help_])

"""A date is explained step by step, in words that a page can show as they are (R24)."""

from datetime import date

import pytest

from alongside import statute
from alongside.kernel.periods import Period
from alongside.kernel.text import reading_age
from alongside.statute.almanac import Almanac
from alongside.statute.limit_reading import read_limits
from alongside.statute.loading import shipped_holidays
from alongside.statute.timescales import AgeLimit
from tests.statute.test_clock import LIMITS
from tests.statute.test_wrong_data import EVENT, LIMIT

RECEIVED = (
    "The day to count from is Tuesday 3 March 2026, when the council received the request for an assessment, "
    "or became responsible for the child in another way."
)
STEPS = {
    "weeks": (
        ("plan.refusal", {"request.received": date(2026, 3, 3)}),
        """{received}
The law gives 16 weeks, from that day (SI 2014/1530 reg 10(1)).
Day 1 is the day after, Wednesday 4 March 2026. Every day counts, holidays too: day 112 is the last.
So by Tuesday 23 June 2026.
It is to be done as soon as possible, and in any case by then. Days left are not spare days.""",
    ),
    "the first day counts, and an end on a bank holiday stays": (
        ("plan.representations", {"draft.served": date(2026, 3, 23)}),
        """The day to count from is Monday 23 March 2026, when the draft plan was served on the parent or young person.
The law gives at least 15 days, counting the first, from that day (SI 2014/1530 reg 13(1)(a)).
That day is itself day 1. Every day counts, holidays too: day 15 is the last.
So this time runs to the end of Monday 6 April 2026, and may be longer.""",
    ),
    "working days name what they pass over": (
        ("mediation.certificate", {"mediation.ended": date(2026, 4, 2)}),
        """The day to count from is Thursday 2 April 2026, when the mediation ended.
The law gives 3 working days, from that day (CFA 2014 s.55(5); SI 2014/1530 reg 39).
Only Mondays to Fridays that are not bank holidays count.
Passed over: Good Friday (3 April 2026), Easter Monday (6 April 2026).
So by Thursday 9 April 2026.""",
    ),
    "a month without the day": (
        ("mediation.contact", {"decision.sent": date(2026, 12, 31)}),
        """The day to count from is Thursday 31 December 2026, when the council sent its written decision.
The law gives 2 months, from that day (SI 2014/1530 reg 33).
Months end on the day of the same number. February 2027 has no 31st, so its last day stands in.
So by Sunday 28 February 2027.
That is a weekend or a bank holiday. No rule moves the limit, so aim for a day before.""",
    ),
    "the Tribunal in August": (
        ("appeal.window", {"decision.sent": date(2026, 6, 14)}),
        """The day to count from is Sunday 14 June 2026, when the council sent its written decision.
The law gives 2 months, from that day (SI 2008/2699 rule 20(1)(c)).
Months end on the day of the same number: 14 August 2026.
That is Friday 14 August 2026. For the Tribunal an end in August moves to the first working day after it in September.
So by Tuesday 1 September 2026.""",
    ),
    "a day of the year": (
        ("phase-transfer.other", {"phase-transfer.changes-phase": date(2027, 9, 1)}),
        """The day to count from is Wednesday 1 September 2027, when the child moves to the next phase of school.
The law says before 15 February of that year (SI 2014/1530 reg 18).
So by Sunday 14 February 2027 to be safe, and late once Monday 15 February 2027 has passed.""",
    ),
    "the later of two": (
        (
            "appeal.at-latest",
            {"decision.sent": date(2026, 3, 2), "mediation.certificate-issued": date(2026, 4, 20)},
        ),
        """Send the appeal, counted from the decision: Saturday 2 May 2026.
Send the appeal, counted from the mediation certificate if that is later: Wednesday 20 May 2026.
What counts is the latest of these days (SI 2008/2699 rule 20(1)(c)).
So Wednesday 20 May 2026.""",
    ),
}


@pytest.mark.parametrize(("asked", "steps"), STEPS.values(), ids=STEPS.keys())
def test_the_steps_are_told(asked: tuple[str, dict[str, date]], steps: str) -> None:
    key, events = asked
    assert "\n".join(statute.work_out(key, events).steps) == steps.replace("{received}", RECEIVED)


def test_only_what_has_begun_is_said_to_count_so_far() -> None:
    worked = statute.work_out("appeal.at-latest", {"decision.sent": date(2026, 3, 2)})
    assert worked.steps[-1].startswith(
        "That is from what has happened so far. What happens later can put it off"
    )


def test_every_limit_has_its_steps_with_day_and_citation() -> None:
    for limit in LIMITS:
        day = date(2009, 5, 9) if isinstance(limit, AgeLimit) else date(2027, 6, 9)
        worked = statute.work_out(limit.key, {limit.from_event: day})
        told = " ".join(worked.steps)
        assert limit.citation in told, limit.key
        assert str(worked.due_on.year) in told, limit.key
        assert all(step.endswith(".") and step[0].isupper() for step in worked.steps), limit.key


def test_steps_are_plain_enough() -> None:
    worked = statute.work_out("review.report", {"review.meeting": date(2026, 3, 16)})
    assert reading_age(" ".join(worked.steps)) <= 12


def test_a_step_says_who_is_told_what() -> None:
    (refusal,) = statute.work_out("plan.refusal", {"request.received": date(2026, 3, 3)}).tellings
    assert refusal.to[0] == "the parent or young person"
    assert len(refusal.to) == 3
    assert "the right to appeal" in refusal.says
    (decision,) = statute.work_out("assessment.decision", {"request.received": date(2026, 3, 3)}).tellings
    assert decision.when == "there will be no assessment"


def test_letters_say_what_the_law_of_their_day_wants() -> None:
    """Recommendations on health and social care can be asked for since 3 April 2018 (SI 2017/1306)."""
    says = {
        received: " ".join(statute.work_out("plan.final", {"request.received": received}).tellings[0].says)
        for received in (date(2017, 11, 13), date(2017, 11, 14))  # ends on 2 and 3 April
    }
    assert ["health and social care" in each for each in says.values()] == [False, True]


def test_what_is_not_certain_is_said() -> None:
    unsure = statute.work_out("mediation.notice", {"mediation.meeting": date(2026, 5, 18)})
    assert unsure.cautions[0].startswith("This rule has not been checked against the law itself.")
    beyond = statute.work_out("mediation.certificate", {"mediation.ended": date(2028, 12, 29)})
    assert beyond.cautions == ("Bank holidays are known until the end of 2028. Later ones may move this.",)
    sure = statute.work_out("plan.final", {"request.received": date(2028, 12, 29)})
    assert sure.cautions == ()


def test_school_days_need_the_closures_of_the_setting() -> None:
    asked = {"records-request.received": date(2026, 3, 20)}
    unknown = statute.work_out("records-request.reply", asked)
    known = statute.work_out(
        "records-request.reply", asked, closures=[Period(date(2026, 3, 28), date(2026, 4, 13))]
    )
    assert (unknown.due_on, known.due_on) == (date(2026, 4, 14), date(2026, 4, 24))
    assert "Nobody has told us" in unknown.cautions[0]
    assert known.cautions == ()


def test_words_of_a_day_s_law_stand_in_the_steps() -> None:
    text = EVENT + LIMIT.replace('"weeks"', '"same_day"').replace("length = 6\n", "")
    worked = Almanac(read_limits(text, "x.toml"), shipped_holidays()).work_out(
        "a.limit", {"it.happened": date(2026, 3, 3)}
    )
    assert worked.limit.key == "a.limit"
    assert worked.due_on == date(2026, 3, 3)
    assert worked.steps[1] == "The law wants it done the same day (An Act)."

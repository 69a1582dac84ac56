"""Whose advice is sought, what an answer has to say, and who is chased when (R25, R26)."""

from datetime import date, timedelta

import pytest

from alongside.ehc.choices import AdviceKind, AdviceMove, AdviceState, CaseState, Limb, Told
from alongside.ehc.rules.advice import MOVES, Said, refuse_advice_move, refuse_answer
from alongside.ehc.rules.chasing import CONFIRM, LATE, LATE_HIGHER, SOON, Open, chases
from alongside.ehc.rules.forecast import Awaited, forecast
from alongside.ehc.rules.limbs import AboutChild, advice_to_seek
from alongside.ehc.rules.notifying import whom_to_tell

ALWAYS = ["family", "education", "medical", "psychology", "social-care"]


@pytest.mark.parametrize(
    ("child", "must"),
    [
        (AboutChild(3), ALWAYS),
        (AboutChild(0), ALWAYS),
        (AboutChild(8), ALWAYS),
        (AboutChild(9), [*ALWAYS, "adulthood"]),
        (AboutChild(13), [*ALWAYS, "adulthood"]),
        (AboutChild(3, frozenset({"HI"})), ["family", "education", "sensory", *ALWAYS[2:]]),
        (AboutChild(3, frozenset({"VI"})), ["family", "education", "sensory", *ALWAYS[2:]]),
        (AboutChild(11, frozenset({"MSI"})), ["family", "education", "sensory", *ALWAYS[2:], "adulthood"]),
        (AboutChild(3, frozenset({"SLCN"}), attends=False), ALWAYS),
    ],
)
def test_the_list_of_the_law_follows_from_the_child(child: AboutChild, must: list[str]) -> None:
    """Reg 6(1) and (2): always five; a qualified teacher for hearing or vision; adult life from Year 9."""
    assert [one.limb.value for one in advice_to_seek(child) if one.must] == must


def test_what_is_not_known_is_offered_and_not_assumed() -> None:
    """Whether a parent serves in the armed forces is not kept, so the line is there unticked."""
    unsure = [one.limb for one in advice_to_seek(AboutChild(3)) if not one.must]
    assert unsure == [Limb.SENSORY, Limb.DEFENCE]
    without = next(one for one in advice_to_seek(AboutChild(3, attends=False)) if one.limb is Limb.EDUCATION)
    assert "No setting is attended" in without.why


NEED, OUTCOME, HELP, STRENGTH = AdviceKind.NEED, AdviceKind.OUTCOME, AdviceKind.PROVISION, AdviceKind.STRENGTH


@pytest.mark.parametrize(
    ("limb", "kinds", "report", "summary", "code"),
    [
        (Limb.PSYCHOLOGY, {NEED, OUTCOME, HELP}, False, "", None),
        (Limb.PSYCHOLOGY, {NEED, OUTCOME, HELP, STRENGTH}, True, "x", None),
        (Limb.PSYCHOLOGY, {NEED, OUTCOME}, True, "All of it is in the report.", "advice.missing"),
        (Limb.SOCIAL_CARE, set(), False, "Not known to us.", "advice.missing"),
        (Limb.MEDICAL, {NEED, HELP}, False, "", "advice.missing"),
        (Limb.FAMILY, set(), False, "", "advice.empty"),
        (Limb.FAMILY, set(), False, "She loves drums.", None),
        (Limb.FAMILY, {STRENGTH}, False, "", None),
    ],
)
def test_advice_speaks_of_needs_outcomes_and_help(
    limb: Limb, kinds: set[AdviceKind], report: bool, summary: str, code: str | None
) -> None:
    """Reg 6(1): each adviser addresses all three, in statements, not only in a report; a family is free."""
    refusal = refuse_answer(Said(limb, frozenset(kinds), report, summary))
    assert (refusal.code if refusal else None) == code


def test_every_move_that_the_table_lacks_is_refused_with_a_reason() -> None:
    """The law's order: given and not needed are ends; while reuse is being agreed nobody answers."""
    for state in AdviceState:
        for move in AdviceMove:
            refusal = refuse_advice_move(state, move)
            assert (refusal is None) == ((state, move) in MOVES), (state, move)
            assert refusal is None or refusal.message


ASKED, HAD = date(2026, 9, 1), date(2026, 9, 3)
DUE = HAD + timedelta(weeks=6)
NOT_SAID = ASKED + timedelta(weeks=6)


@pytest.mark.parametrize(
    ("received", "today", "expected"),
    [
        (None, ASKED + timedelta(days=6), ()),
        (None, ASKED + timedelta(days=7), (CONFIRM,)),
        (None, NOT_SAID - timedelta(days=8), (CONFIRM,)),
        (None, NOT_SAID - timedelta(days=7), (SOON,)),
        (None, NOT_SAID + timedelta(days=1), (LATE,)),
        (None, NOT_SAID + timedelta(days=7), (LATE, LATE_HIGHER)),
        (HAD, DUE - timedelta(days=8), ()),
        (HAD, DUE - timedelta(days=7), (SOON,)),
        (HAD, DUE, (SOON,)),
        (HAD, DUE + timedelta(days=1), (LATE,)),
        (HAD, DUE + timedelta(days=6), (LATE,)),
        (HAD, DUE + timedelta(days=7), (LATE, LATE_HIGHER)),
        (HAD, DUE + timedelta(days=60), (LATE, LATE_HIGHER)),
    ],
)
def test_the_person_is_chased_and_then_their_manager(
    received: date | None, today: date, expected: tuple[object, ...]
) -> None:
    """R26: from the day it reached them, or was sent where nobody has said; a missed night changes nothing."""
    assert chases(Open(ASKED, received, DUE if received else NOT_SAID), today) == expected


@pytest.mark.parametrize(
    ("state", "attends", "told"),
    [
        (CaseState.CONSIDERING, True, [Told.HEALTH, Told.SOCIAL_CARE, Told.SETTING]),
        (CaseState.CONSIDERING, False, [Told.HEALTH, Told.SOCIAL_CARE]),
        (CaseState.ASSESSING, True, [Told.HEALTH, Told.SOCIAL_CARE, Told.SETTING]),
        (CaseState.NO_PLAN, True, [Told.HEALTH, Told.SETTING]),
        (CaseState.PLANNING, True, []),
        (CaseState.WITHDRAWN, True, []),
    ],
)
def test_whom_the_law_has_told(state: CaseState, attends: bool, told: list[Told]) -> None:
    """Reg 4(2), 5(2), 10(2)."""
    assert [one.told for one in whom_to_tell(state, attends=attends)] == told


LEGAL = ASKED + timedelta(weeks=10)


@pytest.mark.parametrize(
    ("awaited", "today", "expected", "danger"),
    [
        ([], ASKED, None, False),
        ([Awaited(ASKED, None)], ASKED, ASKED + timedelta(weeks=6), False),
        ([Awaited(ASKED, DUE), Awaited(ASKED, None)], ASKED, DUE, False),
        ([Awaited(ASKED, LEGAL - timedelta(days=14))], ASKED, LEGAL - timedelta(days=14), False),
        ([Awaited(ASKED, LEGAL - timedelta(days=13))], ASKED, LEGAL - timedelta(days=13), True),
        ([Awaited(ASKED, DUE)], LEGAL - timedelta(days=3), LEGAL - timedelta(days=3), True),
        ([Awaited(ASKED, DUE)], LEGAL + timedelta(days=1), LEGAL + timedelta(days=1), True),
    ],
)
def test_a_breach_is_forecast_from_the_pace_of_the_advice(
    awaited: list[Awaited], today: date, expected: date | None, danger: bool
) -> None:
    """R26: what is late already is not expected in the past, and less than two weeks to decide is a danger."""
    found = forecast(awaited, LEGAL, today)
    assert (found.expected_on if found else None) == expected
    assert bool(found and found.in_danger) == danger

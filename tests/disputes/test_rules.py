"""Who records a step, who ends a disagreement, what a step says (R17, R27); and the way forward as data."""

from datetime import date, timedelta

import pytest

from alongside import statute
from alongside.disputes.choices import StepKind
from alongside.disputes.rules import Facts, Words, may_end, may_step, refuse_step
from alongside.statute.problems import WrongData
from alongside.statute.route import read_route, route

TODAY = date(2026, 9, 14)
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("is_open", "raiser", "wrote", "carries", "step", "end"),
    [
        (True, True, False, False, None, None),
        (True, False, True, False, None, None),
        (True, False, False, True, None, "disagreement.not_yours"),
        (True, False, False, False, "disagreement.not_yours", "disagreement.not_yours"),
        (False, True, False, True, "disagreement.ended", "disagreement.ended"),
    ],
)
def test_only_the_one_who_raised_it_ends_it(
    *, is_open: bool, raiser: bool, wrote: bool, carries: bool, step: str | None, end: str | None
) -> None:
    """R17: it stays until the one who raised it says that it is settled."""
    facts = Facts(is_open, raiser, wrote, carries)
    assert [one.code if one else None for one in (may_step(facts), may_end(facts))] == [step, end]


@pytest.mark.parametrize(
    ("words", "kind", "code", "field"),
    [
        (Words(TODAY, "We talked."), "conversation", None, None),
        (Words(TODAY, "We talked.", "Meet", "Mrs Whitcombe", TODAY), "meeting", None, None),
        (Words(TODAY, "We talked."), "quarrel", "disagreement.kind", "kind"),
        (Words(TOMORROW, "We talked."), "conversation", "disagreement.future", "on"),
        (Words(None, "We talked."), "conversation", "disagreement.future", "on"),
        (Words(TODAY, " "), "conversation", "disagreement.empty", "text"),
        (Words(TODAY, "x" * 2001), "conversation", "disagreement.long", "text"),
        (Words(TODAY, "Yes.", "Meet"), "meeting", "disagreement.next", "next_who"),
        (Words(TODAY, "Yes.", "Meet", "Ada"), "meeting", "disagreement.next", "next_by"),
        (Words(TODAY, "Yes.", "", "Ada", TODAY), "meeting", "disagreement.next", "next_what"),
        (Words(TODAY, "Yes.", "Meet", "Ada", YESTERDAY), "meeting", "disagreement.past", "next_by"),
    ],
)
def test_what_a_step_says(words: Words, kind: str, code: str | None, field: str | None) -> None:
    refusal = refuse_step(words, tuple(StepKind.values), kind, TODAY)
    assert (refusal.code if refusal else None, refusal.field if refusal else None) == (code, field or None)


def test_the_way_forward_is_whole_and_says_what_is_only_for_decisions_of_a_council() -> None:
    """P6: what a family can do; an appeal exists only for statutory decisions, and the page says so."""
    way = route(TODAY)
    assert [one.key for one in way.steps] == list(StepKind.values)
    assert [one.key for one in way.steps if one.only_statutory] == ["appeal"]
    assert "no appeal to the tribunal about SEN support" in way.steps[-1].what
    law = statute.on(TODAY)
    assert all(law.timescale(key).citation for one in way.steps for key in one.limits)
    assert all(one.citation and one.rights for one in way.steps) and len(way.helpers) == 2
    assert not route(date(2010, 1, 1)).steps


def test_a_step_that_is_written_wrong_is_named() -> None:
    with pytest.raises(WrongData, match="confidence"):
        read_route('[[step]]\nkey = "talk"\nconfidence = "sure"', "here.toml")

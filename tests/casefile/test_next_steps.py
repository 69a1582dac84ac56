"""What happens next, for each state of a plan and kind of reader (O5): stage, who, by when, why then, what to do."""

from datetime import date
from typing import Any

import pytest

from alongside.casefile.next_steps import CouncilPlan, Facts, next_step

STAFF: dict[str, Any] = {
    "called": "Amira", "plan_state": "", "lead_worker": "Mrs Whitcombe", "setting": "Larkfield", "is_family": False,
    "may_edit": True, "may_agree": False, "answered": False, "review_on": None, "review_why": "", "review_url": "",
    "reviews_url": "/reviews/", "plan_url": "/plan/", "answer_url": "/answer/", "my_part_url": "/my-part/",
}  # fmt: skip
FAMILY = STAFF | {"is_family": True, "may_edit": False, "may_agree": True}
HELD: dict[str, Any] = {
    "review_on": date(2026, 12, 1),
    "review_why": "A step is due then.",
    "review_url": "/review/",
}


@pytest.mark.parametrize(
    ("reader", "changed", "first"),
    [
        (STAFF, {"plan_state": ""}, ("Start the plan", "/plan/")),
        (FAMILY, {"plan_state": "drafting"}, ("Write your part", "/my-part/")),
        (STAFF, {"plan_state": "drafting"}, ("Open the plan", "/plan/")),
        (FAMILY, {"plan_state": "proposed"}, ("Read the plan and answer", "/answer/")),
        (FAMILY, {"plan_state": "proposed", "answered": True}, ("Open the plan", "/plan/")),
        (STAFF, {"plan_state": "agreed"}, ("Plan the review", "/reviews/")),
        (FAMILY, {"plan_state": "agreed", "answered": True}, ("Read the plan", "/plan/")),
        (FAMILY, {"plan_state": "agreed"}, ("Give your own answer to it", "/answer/")),
        (STAFF, {"plan_state": "agreed", **HELD}, ("Open the review", "/review/")),
        (FAMILY, {"plan_state": "agreed", **HELD}, ("Say how it is going", "/review/")),
    ],
)
def test_the_first_thing_to_do(
    reader: dict[str, Any], changed: dict[str, Any], first: tuple[str, str]
) -> None:
    step = next_step(Facts(**{**reader, **changed}))
    assert step.actions[0] == first
    assert step.stage
    assert step.who


def test_a_review_that_is_planned_says_when_and_why_then() -> None:
    step = next_step(Facts(**{**FAMILY, "plan_state": "agreed", **HELD}))
    assert (step.by, step.why) == (date(2026, 12, 1), "A step is due then.")


def test_who_is_not_asked_is_told_who_has_it() -> None:
    step = next_step(Facts(**{**STAFF, "plan_state": "proposed"}))
    assert step.who == "Amira's family"


@pytest.mark.parametrize(
    ("council", "words", "first"),
    [
        (CouncilPlan("Merefield", True, date(2026, 12, 1), "Review", "/ehc/"), "has an education", "Read the EHC plan"),
        (CouncilPlan("Merefield", False, None, "", "/ehc/"), "is writing an education", "Open the EHC plan"),
    ],
)  # fmt: skip
def test_a_plan_of_the_council_counts_where_there_is_no_other(
    council: CouncilPlan, words: str, first: str
) -> None:
    """O5: whose help stands in an EHC plan is not told that no plan was started; a plan that is written goes first."""
    for reader in (STAFF, FAMILY):
        step = next_step(Facts(**{**reader, "plan_state": "", "council_plan": council}))
        assert words in step.what and step.actions[0] == (first, "/ehc/") and step.who == "Merefield"
        assert step.by == council.next_on and any(url == "/plan/" for _, url in step.actions)
        written = next_step(Facts(**{**reader, "plan_state": "drafting", "council_plan": council}))
        assert "/ehc/" not in [url for _, url in written.actions]

"""Items that the council's team answers, because no other page keeps them or the record of a setting lacks them: never
an outcome, and the day of one only where no request is here."""

from collections.abc import Callable, Mapping
from datetime import date
from uuid import UUID

from alongside.kernel.identifiers import check_uln, check_upn
from alongside.returns.rules.facts import Answers
from alongside.statute.sen2 import Collection, Item, Kind

OF_CHILD = (
    "person.sex", "person.ethnicity", "person.postcode", "person.upn", "person.uln", "person.upn_unknown",
)  # fmt: skip
OF_REQUEST = ("request.source", "request.rya", "request.mediation", "request.tribunal", "request.exported")
OF_ASSESSMENT = (
    "assessment.mediation", "assessment.tribunal", "assessment.other_mediation", "assessment.other_tribunal",
    "assessment.week20",
)  # fmt: skip
OF_PLAN = ("plan.res", "plan.wbp", "plan.pb", "plan.oa", "plan.dp", "active.transfer_la")
OF_PAPER = ("request.received_on", "request.source", "request.rya", "request.outcome_on", *OF_REQUEST[2:4])
"""What is asked of the request behind a plan whose request is not here."""
OF_REVIEW = ("active.review_meeting", "active.review_outcome", "active.review_draft")
"""What is asked of a last review that is on paper alone, beside the day of its letter."""
OF_NAMED = ("plan_detail.sen_unit", "plan_detail.resourced")
OF_PLACE = ("placement.sen_unit", "placement.resourced", "placement.res", "placement.wbp")
LONGEST = 120
_CHECKED: Mapping[str, Callable[[str], object]] = {"person.upn": check_upn, "person.uln": check_uln}


def item_called(asked: Collection, name: str) -> Item | None:
    """The item of that name, where the year asks it."""
    module = asked.modules.get(name.partition(".")[0])
    return next((one for one in module.items if one.name == name), None) if module else None


def about(asked: Collection, name: str) -> str:
    """What an item is called, for a list of what is wrong; the module where the rule is about no one item."""
    item = item_called(asked, name)
    return item.label if item else asked.modules[name.partition(".")[0]].sheet


def said(answers: Answers, of: UUID, name: str, otherwise: str = "") -> str:
    """What was answered, or what is known otherwise."""
    return answers.get((of, name)) or otherwise


def said_day(answers: Answers, of: UUID, name: str) -> date | None:
    """A day that was answered."""
    given = answers.get((of, name), "")
    return date.fromisoformat(given) if given else None


def yes(answers: Answers, of: UUID, name: str, *, otherwise: bool | None = None) -> bool | None:
    """A yes or no that was answered, or what is known otherwise: what nobody said is not known, and never a no."""
    given = answers.get((of, name), "")
    return given == "1" if given else otherwise


def takes(item: Item, value: str, codes: Mapping[str, str]) -> bool:
    """Whether an item can have this value; an empty one takes the answer back."""
    if not value:
        return True
    if item.kind is Kind.YES_NO:
        return value in ("0", "1")
    if item.kind is Kind.DAY:
        return _is_day(value)
    if item.name in _CHECKED:
        return _CHECKED[item.name](value) is None
    return value in codes if codes else len(value) <= LONGEST


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False

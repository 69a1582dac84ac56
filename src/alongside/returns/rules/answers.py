"""Items that no other page keeps, and that somebody of the council's team answers: never an outcome or its day."""

from collections.abc import Mapping
from uuid import UUID

from alongside.returns.rules.facts import Answers
from alongside.statute.sen2 import Collection, Item, Kind

OF_CHILD = ("person.ethnicity", "person.postcode", "person.upn_unknown")
OF_REQUEST = ("request.source", "request.rya", "request.mediation", "request.tribunal", "request.exported")
OF_ASSESSMENT = (
    "assessment.mediation", "assessment.tribunal", "assessment.other_mediation", "assessment.other_tribunal",
    "assessment.week20",
)  # fmt: skip
OF_PLAN = ("plan.res", "plan.wbp", "plan.pb", "plan.oa", "plan.dp", "active.transfer_la")
"""What is about a plan is kept by the plan's id, the rest by the request's or the child's."""
ANSWERABLE = frozenset((*OF_CHILD, *OF_REQUEST, *OF_ASSESSMENT, *OF_PLAN))
LONGEST = 120


def item_called(asked: Collection, name: str) -> Item | None:
    """The item of that name, where the year asks it."""
    module = asked.modules.get(name.partition(".")[0])
    return next((one for one in module.items if one.name == name), None) if module else None


def about(asked: Collection, name: str) -> str:
    """What an item is called, for a list of what is wrong; the module where the rule is about no one item."""
    item = item_called(asked, name)
    return item.label if item else asked.modules[name.partition(".")[0]].sheet


def meaning(asked: Collection, name: str, code: str) -> str:
    """What a code of an item means, or the code where it is not known."""
    item = item_called(asked, name)
    return item.codes.get(code, code) if item else code


def said(answers: Answers, of: UUID, name: str, otherwise: str = "") -> str:
    """What was answered, or what is known otherwise."""
    return answers.get((of, name)) or otherwise


def yes(answers: Answers, of: UUID, name: str, *, otherwise: bool | None = False) -> bool | None:
    """A yes or no that was answered, or what is known otherwise."""
    given = answers.get((of, name), "")
    return given == "1" if given else otherwise


def takes(item: Item, value: str, codes: Mapping[str, str]) -> bool:
    """Whether an item can have this value; an empty one takes the answer back."""
    if not value:
        return True
    if item.kind is Kind.YES_NO:
        return value in ("0", "1")
    return value in codes if codes else len(value) <= LONGEST

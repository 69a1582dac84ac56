"""A personal budget: asked for while the draft is with the family, set with the final plan, and paid since."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.disputes.budgets.operations.asking import (
    Terms,
    ask_for_budget,
    consider,
    decide_budget,
    set_item,
    set_terms,
)
from alongside.disputes.budgets.operations.paying import agree_to_be_paid, begin_payments
from alongside.disputes.budgets.queries import lines_to_pay_for
from alongside.disputes.budgets.rules import Considered, NewDecision, NewItem
from alongside.disputes.choices import PaymentForm, Suitable
from alongside.disputes.models import Budget
from alongside.kernel.refusal import Refusal
from alongside.site.demo.area import Area, acting
from alongside.site.demo.pupils import Pupil
from alongside.site.demo.told import StoryBroken

_ASKS = (
    "We would like to find the helper for reading ourselves. Somebody we know could come to us twice a week."
)
_FOUND = (
    "We talked with the family and saw whom they mean to ask. The hours and the rate fit what the plan says."
)
_CONDITIONS = (
    "The money is used only for the help named here.\nReceipts are kept and shown when the council asks.\n"
    "The council is told when the help cannot be arranged."
)


def ask_and_set_budget(area: Area, pupil: Pupil) -> None:
    """Six weeks ago the parent asks; three weeks ago it is set: one sum to be paid, one the council arranges."""
    child = pupil.child.id
    asked, looked, decided = (area.days.at(days, 10, school=False) for days in (45, 35, 22))
    row = _budget(ask_for_budget(_parent(pupil, asked), child, _ASKS, asked))
    council = _council(area, Role.CASEWORKER, looked)
    _done(consider(council, child, row.id, Considered(dict.fromkeys(Suitable.values, True), _FOUND), looked))
    sums = ((PaymentForm.ARRANGED, "620"), (PaymentForm.DIRECT, "2340"))
    helps = [line for line in lines_to_pay_for(council, child) if line[1].startswith("F")]
    for (line_id, _), (form, yearly) in zip(helps[:2], sums, strict=False):
        new = NewItem("F", "", form, Decimal(yearly), line_id=UUID(line_id))
        _done(set_item(council, child, row.id, new, looked))
    _done(set_terms(council, child, row.id, Terms("", _CONDITIONS), looked))
    _done(
        decide_budget(_council(area, Role.SEND_MANAGER, decided), child, row.id, NewDecision(True), decided)
    )

    _pay(area, pupil, row)


def _pay(area: Area, pupil: Pupil, row: Budget) -> None:
    """Since then the parent has agreed to the conditions, and the first payment was made."""
    child = pupil.child.id
    agreed, paid = area.days.at(19, 20, school=False), area.days.at(14, 9, school=False)
    _done(agree_to_be_paid(_parent(pupil, agreed), child, row.id, agreed))
    _done(begin_payments(_council(area, Role.CASEWORKER, paid), child, row.id, paid.date(), paid))


def _parent(pupil: Pupil, at: datetime) -> Actor:
    return acting(pupil.home.first.person, Role.FAMILY, None, at.date())


def _council(area: Area, role: Role, at: datetime) -> Actor:
    who = "caseworker" if role is Role.CASEWORKER else "manager"
    return acting(area.cast[who], role, area.council, at.date())


def _budget(result: Budget | Refusal) -> Budget:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result


def _done(result: object) -> None:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))

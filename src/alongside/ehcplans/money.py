"""What section J says of a personal budget. The app of disputes, which stands above and keeps the sums, tells it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from alongside.access.actor import Actor
from alongside.ehcplans.rules.content import Money


@dataclass(frozen=True)
class MoneyLine:
    """One sum of a budget that is set, as section J says it: SI 2014/1530 reg 12(1)(j).

    `line_id` is the statement of provision it pays for, None where it was written for none. `purpose` names the needs
    and outcomes it meets. Nobody's name stands in it: the plan is read in two homes, the money of one is its own.
    `is_paid` once a direct payment was made, and `until_on` where it has a last day.
    """

    line_id: UUID | None
    section: str
    help: str
    purpose: str
    how: str
    yearly: Decimal
    is_direct: bool
    is_paid: bool = False
    until_on: date | None = None


def as_frozen(line: MoneyLine) -> Money:
    """A sum as a version of the plan keeps it."""
    return Money(
        line.help,
        line.purpose,
        line.how,
        f"£{line.yearly:,.2f} a year",
        str(line.line_id or ""),
        line.section,
    )


Tells = Callable[[Actor, UUID], tuple[MoneyLine, ...]]
_tells: list[Tells] = []


def money_told_by(function: Tells) -> Tells:
    """Register the question "which sums does the budget of this child's plan hold today?"."""
    _tells[:] = [function]
    return function


def money_of(actor: Actor, child_id: UUID) -> tuple[MoneyLine, ...]:
    """The sums of the budget that is set today, in the order of the sections.

    For whoever writes the plan (`ehcplan.keep`): a family reads them in a version that was served. Empty where no
    budget is set.
    """
    return _tells[0](actor, child_id) if _tells else ()


@dataclass(frozen=True)
class Payments:
    """What is paid out of the budget of a plan today: for a year, and until when where a last day is set."""

    yearly: Decimal
    until_on: date | None


def payments_of(actor: Actor, child_id: UUID) -> Payments | None:
    """The direct payments that run with a plan, for who is about to pass it on or end it; None where there are none."""
    paid = [one for one in money_of(actor, child_id) if one.is_direct and one.is_paid]
    if not paid:
        return None
    until = [one.until_on for one in paid if one.until_on]
    return Payments(
        sum((one.yearly for one in paid), Decimal(0)), max(until) if len(until) == len(paid) else None
    )

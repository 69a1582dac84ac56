"""When direct payments are looked at: facts the dates follow from (SI 2014/1652 reg 11)."""

from dataclasses import dataclass
from datetime import date

from alongside.deadlines.rules import Facts, Happened, Running


@dataclass(frozen=True)
class PaymentDays:
    """The days of direct payments, and of the plan whose review they are looked at with."""

    started_on: date | None
    stopped_on: date | None
    looked_on: date | None = None
    with_review_on: date | None = None
    plan_made_on: date | None = None
    plan_reviewed_on: date | None = None


def facts_of_payments(days: PaymentDays, today: date) -> Facts:
    """Looked at once within the first three months, and again with each review of the plan, until they stop."""
    if days.started_on is None or (days.stopped_on and days.stopped_on <= today):
        return Facts((), ())
    happened = [Happened("direct-payment.started", days.started_on, "The first direct payment")]
    limits = [Running("direct-payment.review", days.looked_on)]
    year_began = days.plan_reviewed_on or days.plan_made_on
    if year_began is None:
        return Facts(happened, tuple(limits))
    looked = days.with_review_on
    done = looked if looked and (looked > year_began or not days.plan_reviewed_on) else None
    if days.plan_reviewed_on:
        happened.append(Happened("plan.reviewed", days.plan_reviewed_on, "The last review of the plan"))
        limits.append(Running("direct-payment.next-review", done))
    else:
        happened.append(Happened("plan.made", year_began, "The plan"))
        limits.append(Running("direct-payment.first-review", done))
    return Facts(happened, tuple(limits))

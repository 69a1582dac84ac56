"""Exceptions claimed to the limits of a challenge, as a page shows them beside each date, weighed by what is said."""

from datetime import timedelta
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.deadlines.queries import ClockShown, clocks_of
from alongside.disputes.models import ChallengeClaim
from alongside.kernel.periods import Period
from alongside.statute.claims import Claim, Claimed, weigh

_READ = Permission.APPEAL_READ


def open_to_claims(actor: Actor, child_id: UUID, challenge_id: UUID) -> list[ClockShown]:
    """The council's own limits of a challenge that are not met and to which the law has an exception."""
    found = clocks_of(actor, child_id, challenge_id)
    return [one for one in found if one.who == "council" and one.met_on is None and one.exceptions]


def claims_of(
    actor: Actor, child_id: UUID, challenge_id: UUID, clocks: list[ClockShown]
) -> dict[str, tuple[Claimed, ...]]:
    """By limit, what was claimed to it, oldest first, and whether the facts given bear it out."""
    rows = ChallengeClaim.objects.permitting(actor, _READ, child_id).filter(challenge_id=challenge_id)
    known, found = {one.limit: one for one in clocks}, {}
    for row in rows.order_by("at"):
        clock = known.get(row.limit)
        if clock is None:
            continue
        run = Period(min(clock.started_on, clock.due_on), clock.due_on + timedelta(days=1))
        claim = Claim(row.key, row.evidence, row.asked_on, row.from_on, row.until_on)
        found.setdefault(row.limit, []).append(weigh(claim, clock.exceptions, run, None))
    return {limit: tuple(some) for limit, some in found.items()}

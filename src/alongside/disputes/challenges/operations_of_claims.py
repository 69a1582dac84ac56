"""Claiming an exception to a limit that an order or an appeal not opposed started: beside the date, never moving it."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.disputes.challenges.claims import open_to_claims
from alongside.disputes.models import Challenge, ChallengeClaim
from alongside.ehc.operations.claiming import NewClaim, refuse_claim
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines

_KEEP = Permission.APPEAL_KEEP


def claim_in_challenge(
    actor: Actor, child_id: UUID, challenge_id: UUID, new: NewClaim, now: datetime
) -> ChallengeClaim | Refusal:
    """Keep a claim of the council. Refuses what the law does not have for this limit, and a claim without evidence."""
    with operation(actor, _KEEP, now) as unit:
        row = Challenge.objects.permitting(actor, _KEEP, child_id).filter(pk=challenge_id).first()
        if row is None:
            return NOT_FOUND
        clocks = [one for one in open_to_claims(actor, child_id, row.id) if one.limit == new.limit]
        refusal = refuse_claim(new, {each.key for one in clocks for each in one.exceptions})
        if refusal:
            return refusal
        claim = ChallengeClaim(
            challenge=row, limit=new.limit, key=new.key, evidence=clean_lines(new.evidence), asked_on=new.asked_on,
            from_on=new.from_on, until_on=new.until_on, by_name=actor.name, at=now,
        )  # fmt: skip
        claim.save(force_insert=True)
        unit.record("exception.claimed", claim, child_id=child_id, after={"limit": new.limit, "key": new.key})
        return claim

"""Claiming an exception to a limit: it is shown beside the date with what bears it out, and never moves it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.ehc.models import AdviceRequest, Case, ExceptionClaim
from alongside.ehc.queries.advice import worked_out
from alongside.ehc.queries.cases import case_of, clocks_on_page
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.statute.worked import Worked

_KEEP = Permission.CASE_KEEP


@dataclass(frozen=True)
class NewClaim:
    """An exception as it is claimed: to which limit, which one, what shows it, and the days it turns on."""

    limit: str
    key: str
    evidence: str
    asked_on: date | None = None
    from_on: date | None = None
    until_on: date | None = None
    request_id: UUID | None = None


def claim_exception(actor: Actor, child_id: UUID, new: NewClaim, now: datetime) -> ExceptionClaim | Refusal:
    """Keep a claim. Refuses one that the law does not have for this limit, and one without evidence."""
    with operation(actor, _KEEP, now) as unit:
        case = Case.objects.permitting(actor, _KEEP, child_id).order_by("-received_at").first()
        if case is None:
            return NOT_FOUND
        asked = _asked(actor, child_id, new.request_id)
        if new.request_id and asked is None:
            return NOT_FOUND
        worked = worked_out(asked) if asked else _worked(actor, child_id, new.limit)
        open_to = {one.key for one in worked.may_be_claimed} if worked else set()
        refusal = refuse_claim(new, open_to)
        if refusal:
            return refusal
        row = ExceptionClaim(
            case=case, request=asked, limit=new.limit, key=new.key, evidence=clean_lines(new.evidence),
            asked_on=new.asked_on, from_on=new.from_on, until_on=new.until_on, by_name=actor.name, at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("exception.claimed", row, child_id=child_id, after={"limit": new.limit, "key": new.key})
        return row


def _worked(actor: Actor, child_id: UUID, limit: str) -> Worked | None:
    """The limit that is claimed to, as the page of the case works it out: after an order or an appeal that is not
    opposed from that, in a new assessment from the day it was agreed."""
    case = case_of(actor, child_id)
    found = clocks_on_page(actor, case) if case else ()
    return next((one.worked for one in found if one.shown.limit == limit), None)


def _asked(actor: Actor, child_id: UUID, request_id: UUID | None) -> AdviceRequest | None:
    """The request for advice whose limit it is, where it is one of those."""
    if request_id is None:
        return None
    found: AdviceRequest | None = (
        AdviceRequest.objects.permitting(actor, _KEEP, child_id).filter(pk=request_id).first()
    )
    return found


def refuse_claim(new: NewClaim, open_to: set[str]) -> Refusal | None:
    """Why an exception cannot be claimed: the law has none such, nothing shows it, or its days are the wrong way."""
    if new.key not in open_to:
        return Refusal(
            "claim.none", "The law has no such exception to this limit.",
            "Choose another limit, or act as soon as you can: staff shortage or waiting for a panel is no exception.",
            "key",
        )  # fmt: skip
    if not new.evidence.strip():
        return Refusal(
            "claim.evidence", "An exception needs what shows it.", "Write what shows it.", "evidence"
        )
    if new.from_on and new.until_on and new.until_on < new.from_on:
        return Refusal("claim.days", "The last day lies before the first.", "Check the two days.", "until_on")
    return None

"""Signing a line of the sharing page, and telling the lead worker that who can see has changed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import SharingLine, StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import SharingReply
from alongside.children.models import SharingAnswer
from alongside.children.queries import stands_by
from alongside.children.sharing.operations import Reply, answer_line
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell, tell_them_alone

EVENT = "sharing.changed"
CHOSEN = "words.opened"


def sign(
    actor: Actor, child_id: UUID, given: Reply, evidence: Mapping[str, Any], now: datetime
) -> SharingAnswer | Refusal:
    """Keep the answer, close or open what it governs, and tell the lead worker; the notice says nothing more.

    Answers given in one sitting are told once; each no is told by itself, because somebody may lose a page by it.
    """
    with operation(actor, Permission.SHARING_SIGN, now) as unit:
        kept = answer_line(actor, child_id, given, evidence, now)
        if isinstance(kept, Refusal):
            return kept
        if kept.line == SharingLine.PRIVATE_WORDS:
            _tell_the_chosen(unit, kept)
            return kept
        key = f"{child_id}:{actor.person_id}:{actor.on}"
        if kept.reply == SharingReply.DISAGREE:
            key = str(kept.id)
        leads = (one.person_id for one in stands_by(actor, child_id) if one.kind is StandingKind.LEAD_WORKER)
        for person_id in filter(None, leads):
            tell(unit, person_id, child_id, EVENT, f"/children/{child_id}/sharing/", f"{EVENT}:{key}")
        return kept


def _tell_the_chosen(unit: Unit, kept: SharingAnswer) -> None:
    """An adult whom a child chose is told so; nobody else is, and nobody is told of a no."""
    if kept.reply == SharingReply.AGREE and kept.about_person_id:
        address = f"/children/{kept.child_id}/just-for-you/"
        tell_them_alone(unit, kept.about_person_id, kept.child_id, CHOSEN, address, f"{CHOSEN}:{kept.id}")

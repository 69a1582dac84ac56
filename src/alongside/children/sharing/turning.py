"""Turning a switch of the sharing page on and off: what is off until agreed."""

from datetime import date

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.children.choices import SharingReply
from alongside.children.models import Child, OpenLine, SharingAnswer
from alongside.children.sharing.access import somebody_else_says
from alongside.children.sharing.rules import decides_from
from alongside.ledger.unit import Unit

_SIGN = Permission.SHARING_SIGN


def _until(actor: Actor, child: Child, kind: str) -> date | None:
    """A parent's yes lasts until the say passes; that of whoever says it instead of a young person, until that is to be
    looked at again."""
    if kind == StandingKind.CHILD:
        return None
    instead = somebody_else_says(child, actor.on)
    return instead.review_by if instead and instead.review_by else decides_from(child.born_on)


def turn(unit: Unit, actor: Actor, child: Child, kind: str, row: SharingAnswer) -> None:
    """Turn a switch on by the yes of someone with the say, and off by their no; at once, whoever it is for.

    A parent's yes lasts until the day the say passes to the young person: what is off by default is asked of them
    anew. To be unsure or to say nothing leaves what is.
    """
    agrees = row.reply == SharingReply.AGREE
    if not row.counts or not (agrees or row.reply == SharingReply.DISAGREE):
        return
    mine = OpenLine.objects.permitting(actor, _SIGN, child.id).filter(
        line=row.line, signer_id=actor.person_id
    )
    for one in mine.exclude(ends_on__lte=actor.on):
        one.ends_on = actor.on
        one.save(update_fields=["ends_on"])
        unit.record("sharing.turned_off", one, child_id=child.id, after={"line": one.line})
    if agrees:
        opening = OpenLine(
            child=child, line=row.line, person_id=row.about_person_id, organisation_id=row.about_organisation_id,
            signer_id=row.signer_id, starts_on=actor.on,
            ends_on=_until(actor, child, kind),
        )  # fmt: skip
        opening.save(force_insert=True)
        unit.record("sharing.turned_on", opening, child_id=child.id, after={"line": opening.line})

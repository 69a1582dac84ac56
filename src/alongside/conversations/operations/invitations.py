"""Asking somebody to take part: in the product, by a link, or on paper, by telephone and face to face."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission, role_may
from alongside.children.choices import Basis
from alongside.children.invitations.access import is_shut_out
from alongside.children.invitations.offering import Offer, offer_standing
from alongside.children.invitations.operations import Invitee, Sent, invite_family
from alongside.children.models import Child, Invitation
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import describes, own_standing
from alongside.conversations.models import Ask
from alongside.conversations.queries.askable import Askable, could_be_asked
from alongside.conversations.queries.invitations import ask_url
from alongside.conversations.rules.invitations import OPEN, AskedAs, Asking, Route, may_ask
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.people.access import account_of

ASKED, ANSWERED = "words.asked", "part.answered"
"""Events of the messages that leave: both name the event and nothing else."""


@dataclass(frozen=True)
class NewAsk:
    """Who is asked (someone around the child, or a name), what, why, until when and how.

    `link` offers a standing to somebody from outside, at one address; `email` sends the family's own link.
    """

    asked_as: AskedAs
    why: str
    until: date
    route: Route = Route.PRODUCT
    person_id: UUID | None = None
    given_name: str = ""
    family_name: str = ""
    describes: str = ""
    parts: tuple[str, ...] = ()
    words: str = ""
    email: str = ""
    language: str = "en"
    link: "FromOutside | None" = None


@dataclass(frozen=True)
class FromOutside:
    """What a link offers: through which service, as what, until which day, on what basis."""

    organisation_id: UUID | None = None
    organisation_name: str = ""
    stands_until: date | None = None
    basis: Basis = Basis.AGREEMENT
    evidence: str = ""


@dataclass(frozen=True)
class _Meant:
    """Whom an invitation is for, once they were looked up."""

    name: str
    describes: str
    person: Askable | None = None
    organisation_id: UUID | None = None
    signs_in: bool = False
    kind: StandingKind | None = field(default=None)


@at_most(4_000, "new.words")
@at_most(400, "new.why")
@at_most(120, "new.describes")
@at_most(99, "new.given_name", "new.family_name")
def ask_to_take_part(actor: Actor, child_id: UUID, new: NewAsk, now: datetime) -> Ask | Refusal:
    """Ask one person to take part in the child's plan; they are told, or their link leaves, with the commit.

    Refused where nobody could answer: no way in and no address, a day that is past, someone whom a restriction
    keeps away or who is awaited already. A person is chosen from those around the child, never by a like name.
    """
    with operation(actor, Permission.PART_ASK, now) as unit:
        child = Child.objects.permitting(actor, Permission.PART_ASK, child_id).first()
        meant = _meant(actor, child_id, new) if child else None
        if child is None or meant is None:
            return NOT_FOUND
        if refusal := _refusal(actor, child, new, meant):
            return unit.refuse(refusal)
        sent = _send_link(actor, child, new, meant, now)
        if isinstance(sent, Refusal):
            return unit.refuse(sent)
        row = _kept(actor, child, replace(new, words=clean_lines(new.words)), meant, sent, now)
        unit.record(
            "part.asked", row, child_id=child_id, after={"as": new.asked_as.value, "route": new.route.value}
        )
        tell_person(unit, row)
        return row


def _meant(actor: Actor, child_id: UUID, new: NewAsk) -> _Meant | None:
    if new.person_id is None:
        name = clean(f"{new.given_name} {new.family_name}")
        return _Meant(name, clean(new.describes))
    around = could_be_asked(actor, child_id)
    one = next((each for each in around if each.person_id == new.person_id), None)
    if one is None or one.asked_as is not new.asked_as:
        return None
    return _Meant(one.name, one.describes[:160], one, one.organisation_id, one.signs_in, one.kind)


def _refusal(actor: Actor, child: Child, new: NewAsk, meant: _Meant) -> Refusal | None:
    person_id = meant.person.person_id if meant.person else None
    asking = Asking(
        new.asked_as,
        new.route,
        meant.name,
        new.why,
        new.until,
        meant.signs_in,
        _sends_link(actor, new, meant),
    )
    awaited = Ask.objects.permitting(actor, Permission.PART_ASK, child.pk).filter(
        person_id=person_id, asked_as=new.asked_as.value, state__in=[one.value for one in OPEN]
    )
    return may_ask(
        asking,
        actor.on,
        shut_out=bool(person_id and is_shut_out(child.pk, person_id, actor.on)),
        asked_already=bool(person_id and awaited.exists()),
        by_family=actor.is_family,
    )


def _sends_link(actor: Actor, new: NewAsk, meant: _Meant) -> bool:
    if new.route is not Route.PRODUCT or meant.signs_in or not new.email.strip():
        return False
    return new.link is not None or role_may(actor.role, Permission.FAMILY_INVITE)


def _send_link(
    actor: Actor, child: Child, new: NewAsk, meant: _Meant, now: datetime
) -> Sent | Refusal | None:
    if not _sends_link(actor, new, meant):
        return None
    if meant.person and meant.kind:
        invitee = Invitee(
            new.email,
            meant.kind,
            person_id=meant.person.person_id,
            given_name=meant.name,
            language=new.language,
        )
        return invite_family(actor, child.pk, invitee, now=now)
    if new.link is None:
        return None
    advocate = new.asked_as is AskedAs.ADVOCATE
    offer = Offer(
        new.email, StandingKind.ADVOCATE if advocate else StandingKind.INVITED, new.given_name, new.family_name,
        new.link.organisation_id, new.link.organisation_name, clean(new.describes), new.link.stands_until,
        new.link.basis, new.link.evidence, new.language,
    )  # fmt: skip
    return offer_standing(actor, child.pk, offer, now=now)


def _kept(actor: Actor, child: Child, new: NewAsk, meant: _Meant, sent: Sent | None, now: datetime) -> Ask:
    link = sent.invitation if sent else None
    service = link.organisation if link and link.organisation_id else None
    row = Ask(
        child=child, asked_as=new.asked_as.value, name=meant.name[:200],
        describes=", ".join(filter(None, [meant.describes, service.name if service else ""]))[:160],
        person_id=meant.person.person_id if meant.person else None,
        organisation_id=service.pk if service else meant.organisation_id,
        invitation=link, route=new.route.value, parts=list(new.parts), words=new.words,
        why=clean(new.why), until=new.until, stands_until=_last_day(meant, link),
        asked_by_id=actor.person_id, asked_by_name=actor.name,
        asked_by_role=describes(actor, own_standing(actor, child.pk))[:160], by_family=actor.is_family,
        asked_at=now,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def _last_day(meant: _Meant, link: Invitation | None) -> date | None:
    """Until when they may see the plan, where that has an end."""
    if link:
        return link.stands_until
    return meant.person.stands_until if meant.person else None


def tell_person(unit: Unit, row: Ask) -> None:
    """Tell the person asked, where they sign in here and are asked here."""
    if row.person_id and row.route == Route.PRODUCT and account_of(row.person_id):
        tell(unit, row.person_id, row.child_id, ASKED, ask_url(row.child_id, row.pk), f"part.asked:{row.pk}")

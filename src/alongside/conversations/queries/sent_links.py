"""Whom a document about a child can go to, what was sent to whom, and who has opened it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS, Role, StandingKind
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Within, stretch, within
from alongside.children.access import place_kept_from, who_holds
from alongside.children.apart.access import was_shielded
from alongside.children.choices import Basis
from alongside.children.models import Standing
from alongside.children.queries import ChildCard, StandsBy, stands_by
from alongside.conversations.models import SentLink, SentOpening
from alongside.conversations.rules.sent_links import is_dead
from alongside.conversations.rules.threads import OWN_THREAD_FROM
from alongside.design.addresses import page_address
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting
from alongside.kernel.text import possessive
from alongside.people.models import Person
from alongside.people.tokens import digest_of
from alongside.platform import clock
from alongside.statute.almanac import london_day

_MOST_SENT = 60
"""As many as a list of names in a plan can hold."""


@dataclass(frozen=True)
class Recipient:
    """One person a document can go to: "Nadia Kowalska", "Amira’s mother"."""

    person_id: UUID
    name: str
    who: str
    is_family: bool
    document_format: str
    channel: str


@dataclass(frozen=True)
class SentView:
    """One document sent to one person, with when it was opened."""

    id: UUID
    child_id: UUID
    what: str
    file_name: str
    to: str
    who: str
    by: str
    sent_at: datetime | None
    expires_at: datetime | None
    lasts_days: int
    withdrawn_at: datetime | None
    withdrawn_by: str
    opened: tuple[datetime, ...]
    is_dead: bool
    path: str = ""


def recipients(actor: Actor, child: ChildCard, needs: Permission) -> list[Recipient]:
    """Who stands by the child today and may read what is sent: family, and professionals invited to the child.

    The gate is asked about each as if they were signing in. Nobody else can be chosen (I9).
    """
    people = {
        one.person_id: one for one in stands_by(actor, child.id) if one.person_id and _can_be_sent(one, child)
    }
    askers = [_as_reader(one, actor) for one in people.values()]
    holding = who_holds(askers, needs, child.id) if askers else []
    able = [one for one, holds in zip(people.values(), holding, strict=True) if holds]
    rows = Person.objects.permitting(actor, Permission.CHILD_READ)
    chosen = {row.id: row for row in rows.filter(id__in=[one.person_id for one in able])}
    found = [_recipient(one, chosen[one.person_id], child) for one in able if one.person_id in chosen]
    return sorted(found, key=lambda one: not one.is_family)


def _can_be_sent(one: StandsBy, child: ChildCard) -> bool:
    if one.kind is StandingKind.CHILD:
        return child.age >= OWN_THREAD_FROM
    return one.kind in FAMILY_KINDS or one.kind is StandingKind.INVITED


def _as_reader(one: StandsBy, actor: Actor) -> Actor:
    role = Role.FAMILY if one.kind in FAMILY_KINDS else Role.PROFESSIONAL
    return Actor(one.person_id, role, actor.on, one.organisation_id)


def _recipient(one: StandsBy, person: Person, child: ChildCard) -> Recipient:
    if one.kind is StandingKind.CHILD:
        who = f"{child.called}, themselves"
    elif one.kind is StandingKind.INVITED:
        who = ", ".join(filter(None, [one.responsibility or "asked to help", one.organisation_name]))
    else:
        who = f"{possessive(child.called)} {one.relationship or 'family'}"
    return Recipient(
        person.id, person.name, who, one.kind in FAMILY_KINDS, person.document_format, person.channel
    )


def sent_to(
    actor: Actor, child_id: UUID, now: datetime, before: tuple[datetime, UUID] | None = None, limit: int = 30
) -> list[SentView]:
    """What was sent about the child and to whom, newest first, as far as the actor may know.

    The setting sees what it sent; a family member what went to them, and to people who are not family.
    """
    if not role_may(actor.role, Permission.SENT_READ):
        return []
    rows = SentLink.objects.permitting(actor, Permission.SENT_READ, child_id).filter(sent_at__isnull=False)
    if before:
        rows = rows.filter(Q(sent_at__lt=before[0]) | Q(sent_at=before[0], id__lt=before[1]))
    found = list(rows.order_by("-sent_at", "-id")[:limit])
    openings = SentOpening.objects.permitting(actor, Permission.SENT_READ, child_id)
    opened: dict[UUID, tuple[datetime, ...]] = {}
    for row in openings.filter(link_id__in=[one.id for one in found]).order_by("at"):
        opened[row.link_id] = (*opened.get(row.link_id, ()), row.at)
    return [_view(row, actor, opened.get(row.id, ()), now) for row in found]


@dataclass(frozen=True)
class SentOutside:
    """A document that somebody outside the family was sent because the family agreed to them."""

    to: str
    what: str
    sent_at: datetime


def sent_by_agreement(actor: Actor, child_id: UUID) -> list[SentOutside]:
    """What went to people outside who take part by the family's agreement, oldest first, and was not taken back.

    Who came by a duty, a safeguarding decision or a court order was not sent it at the family's wish.
    """
    if not role_may(actor.role, Permission.SENT_READ):
        return []
    return [SentOutside(row.recipient_name, row.what, row.sent_at) for row in _outside(actor, child_id)]


@kept
def _outside(actor: Actor, child_id: UUID) -> QuerySet[SentLink]:
    agreed = Standing.objects.permitting(actor, Permission.CHILD_READ, child_id).filter(
        kind=StandingKind.INVITED, basis=Basis.AGREEMENT, person_id__isnull=False
    )
    rows = SentLink.objects.permitting(actor, Permission.SENT_READ, child_id).filter(
        sent_at__isnull=False, withdrawn_at__isnull=True, recipient_is_family=False,
        recipient_id__in=agreed.values("person_id"),
    )  # fmt: skip
    return rows.order_by("sent_at", "id")[:_MOST_SENT]


def _view(row: SentLink, actor: Actor, opened: tuple[datetime, ...], now: datetime) -> SentView:
    dead = is_dead(row.expires_at, row.withdrawn_at, now)
    mine = row.recipient_id == actor.person_id and not dead
    return SentView(
        row.id, row.child_id, row.what, row.file_name, row.recipient_name, row.recipient_is, row.sent_by_name,
        row.sent_at, row.expires_at, row.lasts_days, row.withdrawn_at, row.withdrawn_by_name, opened, dead,
        page_address("conversations:sent", row.secret) if mine else "",
    )  # fmt: skip


def prepared_link(actor: Actor, child_id: UUID, link_id: UUID) -> SentLink | None:
    """A document the actor has prepared and not sent yet."""
    rows = SentLink.objects.permitting(actor, Permission.DOCUMENT_SEND, child_id).select_related("file")
    found: SentLink | None = rows.filter(
        pk=link_id, sent_by=actor.person_id, sent_at__isnull=True, withdrawn_at__isnull=True
    ).first()
    return found


def link_of(actor: Actor, token: str, now: datetime) -> SentLink | None:
    """The live link of this secret, for its recipient alone, while the gate still lets them read such a document.

    Under a shield the home apart opens only what was made since: what is older may say where the child is."""
    rows = SentLink.objects.permitting(actor, Permission.CHILD_READ).select_related(
        "file", "child", "organisation"
    )
    row: SentLink | None = rows.filter(token_digest=digest_of(token), recipient=actor.person_id).first()
    if row is None or is_dead(row.expires_at, row.withdrawn_at, now):
        return None
    if place_kept_from(actor, row.child_id) and not was_shielded(
        row.child_id, london_day(row.prepared_at), actor.on
    ):
        return None
    return row if who_holds([actor], Permission(row.needs), row.child_id) == [True] else None


def sent_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Documents sent, as lines of the child's story, newest first."""
    if not reach.wants(EntryKind.DOCUMENT) or not role_may(actor.role, Permission.SENT_READ):
        return []
    url = page_address("conversations:sent_list", child_id)
    return [
        Entry(
            row.sent_at, row.id, EntryKind.DOCUMENT, f"{row.what} sent to {row.recipient_name}",
            "Taken back." if row.withdrawn_at else "", row.sent_by_name, url,
        )
        for row in _sent(actor, child_id, within(reach))
    ]  # fmt: skip


@kept
def _sent(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[SentLink]:
    rows = SentLink.objects.permitting(actor, Permission.SENT_READ, child_id).filter(sent_at__isnull=False)
    return stretch(rows, bounds, "sent_at")


def waiting_documents(actor: Actor) -> list[Waiting]:
    """Documents sent to the actor that they have not opened yet."""
    return [
        Waiting(
            "Open a document sent to you", page_address("conversations:sent", row.secret), row.child.called,
            row.child_id, london_day(row.expires_at), "After that day the link no longer opens.",
        )
        for row in _unopened(actor, clock.now())
    ]  # fmt: skip


@kept
def _unopened(actor: Actor, now: datetime) -> QuerySet[SentLink]:
    rows = SentLink.objects.permitting(actor, Permission.CHILD_READ, few=True).filter(
        recipient=actor.person_id, withdrawn_at__isnull=True, expires_at__gt=now
    )
    opened = SentOpening.objects.permitting(actor, Permission.CHILD_READ, few=True)
    rows = rows.exclude(Exists(opened.filter(link_id=OuterRef("pk"))))
    return rows.select_related("child").order_by("sent_at")[:10]

"""Which people of a family share a home and a thread, and how what is between them and the setting narrows."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS, StandingKind
from alongside.access.guarded import narrowed_for
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.children.access import gives
from alongside.children.models import Residence, Standing
from alongside.conversations.models import (
    GoodNews,
    Message,
    NewsReply,
    Question,
    Reading,
    SentLink,
    SentOpening,
    Thread,
    ThreadMember,
)
from alongside.conversations.rules.threads import OWN_THREAD_FROM, households, same_place
from alongside.kernel.school_years import age_on
from alongside.people.models import Account

# ── Threads ──────────────────────────────────────────────────────────────────────────────────────────────


def own_threads(actor: Actor) -> QuerySet:
    """Ids of the threads that a family member is part of."""
    rows: QuerySet = ThreadMember.everything.filter(person=actor.person_id)
    return rows.values("thread_id")


def _of_own_threads(rows: QuerySet, actor: Actor, thread: str, organisation: str) -> QuerySet:
    """A family member's own household; at work, the threads with one's own setting."""
    if actor.organisation_id:
        return rows.filter(**{organisation: actor.organisation_id})
    return rows.filter(**{f"{thread}__in": own_threads(actor)})


@narrowed_for(Thread)
def _threads(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return _of_own_threads(rows, actor, "pk", "organisation_id")


def _within(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return _of_own_threads(rows, actor, "thread_id", "thread__organisation_id")


for _model in (ThreadMember, Message, Question, Reading):
    narrowed_for(_model)(_within)


@dataclass(frozen=True)
class Member:
    """One person of a household, as the setting writes to them."""

    person_id: UUID
    name: str
    relationship: str
    signs_in: bool


@dataclass(frozen=True)
class Household:
    """People of a child's family who share one home, and therefore one thread."""

    members: tuple[Member, ...]

    @property
    def ids(self) -> tuple[UUID, ...]:
        return tuple(one.person_id for one in self.members)


def households_of(child_id: UUID, on: date) -> list[Household]:
    """The households of a child's family today, each with those who may read and write there.

    It compares addresses and gives none away. A child below 13, and a young person without an account, has no
    thread of their own; from then on it is theirs alone (the people they live with are not in it).
    """
    people = {row.person_id: row for row in _family(child_id, on) if row.person_id}
    accounts = {key for key, row in people.items() if row.signs_in}
    adults = [key for key, row in people.items() if row.kind != StandingKind.CHILD]
    young = [
        key
        for key, row in people.items()
        if row.kind == StandingKind.CHILD and key in accounts and _is_old_enough(row, on)
    ]
    groups = [*households(adults, _homes(child_id, on)), *((key,) for key in young)]
    ordered = sorted(groups, key=lambda group: min(list(people).index(key) for key in group))
    return [
        Household(
            tuple(
                Member(key, people[key].person.name, people[key].relationship or "family", key in accounts)
                for key in people
                if key in group
            )
        )
        for group in ordered
    ]


@kept
def _family(child_id: UUID, on: date) -> QuerySet:
    accounts = Account.objects.filter(person_id=OuterRef("person_id"), is_active=True)
    rows = Standing.everything.filter(
        gives(Permission.THREAD_WRITE, on), child_id=child_id, kind__in=FAMILY_KINDS, organisation=None
    ).annotate(signs_in=Exists(accounts))
    return rows.select_related("person", "child").order_by("starts_on", "person__given_name", "id")


def _is_old_enough(row: Standing, on: date) -> bool:
    return age_on(row.child.born_on, on) >= OWN_THREAD_FROM


def _homes(child_id: UUID, on: date) -> dict[UUID, set[str]]:
    homes: dict[UUID, set[str]] = defaultdict(set)
    for row in _residences(child_id, on):
        if row.person_id and (place := same_place(row.address)):
            homes[row.person_id].add(place)
    return homes


@kept
def _residences(child_id: UUID, on: date) -> QuerySet:
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    return Residence.everything.filter(live, child_id=child_id, starts_on__lte=on)


def times_read(thread_id: UUID, person_id: UUID) -> int:
    """How often somebody came to read something new in a thread, for telling them of the next once."""
    return Reading.everything.filter(thread_id=thread_id, person_id=person_id).count()


# ── Good news ────────────────────────────────────────────────────────────────────────────────────────────


def _for_all_or_own(rows: QuerySet, actor: Actor, organisation: str) -> QuerySet:
    """What is for every home, and what is one's own home's; at work, what is one's own setting's."""
    if actor.organisation_id:
        return rows.filter(**{organisation: actor.organisation_id})
    return rows.filter(Q(thread=None) | Q(thread_id__in=own_threads(actor)))


@narrowed_for(GoodNews)
def _news(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return _for_all_or_own(rows, actor, "organisation_id")


@narrowed_for(NewsReply)
def _news_replies(rows: QuerySet, actor: Actor, _permission: Permission) -> QuerySet:
    return _for_all_or_own(rows, actor, "news__organisation_id")


# ── Documents sent to one person ─────────────────────────────────────────────────────────────────────────


def _known_to(rows: QuerySet, actor: Actor, permission: Permission, path: str) -> QuerySet:
    """Under the permission to know the child, what was sent to oneself.

    At work, what one's own setting sent. In the family, what was sent to oneself, or to somebody who is not family:
    what another home was sent is theirs.
    """
    mine = Q(**{f"{path}recipient": actor.person_id})
    if permission is Permission.CHILD_READ:
        return rows.filter(mine, **{f"{path}sent_at__isnull": False})
    if actor.organisation_id:
        return rows.filter(**{f"{path}organisation_id": actor.organisation_id})
    return rows.filter(mine | Q(**{f"{path}recipient_is_family": False}), **{f"{path}sent_at__isnull": False})


@narrowed_for(SentLink)
def _sent(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    return _known_to(rows, actor, permission, "")


@narrowed_for(SentOpening)
def _openings(rows: QuerySet, actor: Actor, permission: Permission) -> QuerySet:
    return _known_to(rows, actor, permission, "link__")

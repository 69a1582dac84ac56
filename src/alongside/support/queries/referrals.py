"""What professionals outside were asked, as pages, boards and stories read it (S16, R9)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Most, Within, stretch, with_total, within
from alongside.design.addresses import page_address
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting
from alongside.kernel.text import shorten
from alongside.statute.practice import interval
from alongside.support.choices import ReferralMove, ReferralState
from alongside.support.models import Referral, ReferralStep
from alongside.support.rules.referrals import OPEN, is_late, not_received

_READ, _EDIT = Permission.PLAN_READ, Permission.PLAN_EDIT
_SOON = timedelta(days=7)
_MOST = 20
AT_ONCE = 200


@dataclass(frozen=True)
class StepLine:
    """One thing that happened."""

    move: ReferralMove
    on: date
    words: str
    by_name: str


@dataclass(frozen=True)
class ReferralLine:
    """A request with its days, and whether it is late today."""

    id: UUID
    child_id: UUID
    child_called: str
    service: str
    holder: str
    cover: str
    purpose: str
    about: str
    family_agreed: str
    asked_on: date
    receive_by: date
    due_on: date
    until: date
    state: ReferralState
    received_on: date | None
    closed_on: date | None
    answer: str
    document: str
    in_assessment: bool
    asked_by_name: str
    late: bool
    not_received: bool

    @property
    def is_open(self) -> bool:
        """Whether an answer is still awaited."""
        return self.state in OPEN

    @property
    def matter(self) -> str:
        """What is the matter with it, in a few words."""
        if self.late:
            return "The answer is late"
        if self.not_received:
            return "Nobody has said that they have it"
        return self.state.label


def referrals_of(actor: Actor, child_id: UUID) -> tuple[ReferralLine, ...]:
    """Every request about the child, the newest first."""
    if not role_may(actor.role, _READ):
        return ()
    return tuple(_line(row, actor.on) for row in _of_child(actor, child_id))


@kept
def _of_child(actor: Actor, child_id: UUID) -> QuerySet[Referral]:
    rows = Referral.objects.permitting(actor, _READ, child_id)
    return rows.select_related("child", "about").order_by("-made_at", "-id")


def steps_of(actor: Actor, child_id: UUID, referral_id: UUID) -> tuple[StepLine, ...]:
    """What happened to a request, oldest first."""
    rows = ReferralStep.objects.permitting(actor, _READ, child_id).filter(referral_id=referral_id)
    return tuple(
        StepLine(ReferralMove(row.move), row.on, row.words, row.by_name) for row in rows.order_by("at", "id")
    )


def _line(row: Referral, today: date) -> ReferralLine:
    receive_by = interval("referral.received").after(row.asked_on)
    return ReferralLine(
        row.id, row.child_id, row.child.called, row.service, row.holder, row.cover, row.purpose,
        row.about.text if row.about else "", row.family_agreed, row.asked_on, receive_by, row.due_on, row.until,
        ReferralState(row.state), row.received_on, row.closed_on, row.answer, row.document,
        row.contribution_id is not None, row.asked_by_name, is_late(row.state, row.due_on, today),
        not_received(row.state, receive_by, today),
    )  # fmt: skip


def open_referrals(actor: Actor) -> tuple[ReferralLine, ...]:
    """Every open request about children whose plan the actor keeps, the soonest due first: who, what, by when, late."""
    if not role_may(actor.role, _EDIT):
        return ()
    return tuple(_line(row, actor.on) for row in _open(actor)[:AT_ONCE])


def _open(actor: Actor) -> QuerySet[Referral]:
    rows = Referral.objects.permitting(actor, _EDIT).filter(closed_on=None)
    return rows.select_related("child", "about").order_by("due_on", "id")


def referral_board(actor: Actor, organisation_id: UUID, today: date) -> list[BoardList]:
    """Requests that are late, or that nobody has said they have: who was asked for what, by when (S16)."""
    if not role_may(actor.role, _READ):
        return []
    rows = _late(actor, today, today - timedelta(weeks=interval("referral.received").weeks))
    lines = [_line(row, today) for row in rows]
    shown = tuple(
        BoardRow(
            one.child_id, f"{one.matter}: {shorten(one.purpose, 90)}", _address(one.child_id, one.id), one.due_on,
            one.service,
        )
        for one in lines
    )  # fmt: skip
    url = page_address("support:open_referrals") if role_may(actor.role, _EDIT) else ""
    total = rows[0].in_all if rows else 0
    return [BoardList("referrals", "Asked of professionals, and late", shown, total, url)]


@kept
def _late(actor: Actor, today: date, asked_before: date) -> QuerySet[Referral]:
    rows = Referral.objects.permitting(actor, _READ).filter(closed_on=None)
    late = rows.filter(Q(due_on__lt=today) | Q(state=ReferralState.ASKED, asked_on__lt=asked_before))
    return with_total(late.select_related("child", "about")).order_by("due_on", "id")[:ROWS]


def _address(child_id: UUID, referral_id: UUID) -> str:
    return page_address("support:referral", child_id, referral_id)


def referrals_waiting(actor: Actor, most: Most | None = None) -> list[Waiting]:
    """Requests the actor made whose answer is due within a week or late, or that nobody has said they have."""
    if not role_may(actor.role, _EDIT):
        return []
    weeks = interval("referral.received").weeks
    rows = _own(actor, actor.on + _SOON, actor.on - timedelta(weeks=weeks), most)
    return [_waiting(_line(row, actor.on)) for row in rows]


@kept
def _own(actor: Actor, until: date, asked_before: date, most: Most | None) -> QuerySet[Referral]:
    rows = Referral.objects.permitting(actor, _EDIT).filter(closed_on=None, asked_by_id=actor.person_id)
    due = rows.filter(Q(due_on__lte=until) | Q(state=ReferralState.ASKED, asked_on__lt=asked_before))
    return due.select_related("child", "about").order_by("due_on", "id")[: most or _MOST]


def _waiting(one: ReferralLine) -> Waiting:
    why = f"{one.service} was asked on {one.asked_on:%-d %B}"
    what = (
        f"{one.matter}: {one.service}" if one.late or one.not_received else f"An answer is due: {one.service}"
    )
    return Waiting(what, _address(one.child_id, one.id), one.child_called, one.child_id, one.due_on, why)


def referrals_in_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Each step of each request, newest first."""
    if not reach.wants(EntryKind.REQUEST) or not role_may(actor.role, _READ):
        return []
    return [_entry(row) for row in _told(actor, child_id, within(reach))]


@kept
def _told(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[ReferralStep]:
    return stretch(ReferralStep.objects.permitting(actor, _READ, child_id).select_related("referral"), bounds)


def _entry(row: ReferralStep) -> Entry:
    title = f"{row.referral.service}: {_lower(ReferralMove(row.move).label)}"
    url = _address(row.child_id, row.referral_id)
    return Entry(row.at, row.id, EntryKind.REQUEST, title, row.words, row.by_name, url)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]

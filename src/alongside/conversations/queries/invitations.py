"""Who was asked to take part, what became of it, who is awaited, and what waits for whom."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Within, stretch, within
from alongside.children.invitations.access import family_joined_by_link
from alongside.children.models import Child
from alongside.conversations.asking.access import comes_no_more, not_shut_out
from alongside.conversations.models import Absence, Ask
from alongside.conversations.rules.invitations import (
    ANSWERED,
    OPEN,
    AskedAs,
    Move,
    Party,
    Route,
    State,
    Whose,
    moves_for,
)
from alongside.design.addresses import page_address
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, newest_first
from alongside.people.rules import may_still_be_used
from alongside.voice.models import Statement

_OPEN = [one.value for one in OPEN]


@dataclass(frozen=True)
class AskView:
    """One invitation to take part, as one reader may see it. Words and reasons are empty for those not meant."""

    id: UUID
    asked_as: AskedAs
    person_id: UUID | None
    name: str
    describes: str
    route: Route
    parts: tuple[str, ...]
    words: str
    why: str
    until: date
    stands_until: date | None
    state: State
    reason: str
    wanted_until: date | None
    asked_by_name: str
    asked_by_role: str
    asked_at: datetime
    answered_at: datetime | None
    answer_entered_by: str
    party: Party | None
    moves: tuple[Move, ...]
    in_full: bool
    waits_for_link: bool
    late: bool
    link_works: bool = True
    comes_no_more: bool = False

    @property
    def is_open(self) -> bool:
        """Whether the person is still awaited."""
        return self.state in OPEN and not self.comes_no_more

    @property
    def by_hand(self) -> bool:
        """Whether somebody else enters the answer."""
        return self.route is not Route.PRODUCT


def may_ask_for(actor: Actor, child_id: UUID) -> bool:
    """Whether the actor may ask people to take part in this child's plan."""
    if not role_may(actor.role, Permission.PART_ASK):
        return False
    return bool(Child.objects.permitting(actor, Permission.PART_ASK, child_id).exists())


def party_of(actor: Actor, row: Ask, may_ask: bool) -> Party | None:
    """What the actor is to an invitation: the person asked, or whoever asked them or keeps the plan now."""
    if row.person_id is not None and row.person_id == actor.person_id:
        return Party.ASKED
    mine = row.asked_by_id == actor.person_id
    kept = not row.by_family and not actor.is_family
    return Party.INVITER if may_ask and (mine or kept) else None


_SHOWN_TO_FAMILY = frozenset({AskedAs.PROFESSIONAL.value, AskedAs.STAFF.value})


def ask_view(actor: Actor, row: Ask, may_ask: bool) -> AskView:
    """A row already fetched through the gate, as this actor may see it."""
    party = party_of(actor, row, may_ask)
    # The family reads why a professional was invited (2.4.18); what one household was asked stays with it.
    in_full = party is not None or (
        actor.is_family and may_ask and not row.by_family and row.asked_as in _SHOWN_TO_FAMILY
    )
    state, route, gone = State(row.state), Route(row.route), bool(getattr(row, "gone", False))
    return AskView(
        row.id, AskedAs(row.asked_as), row.person_id, row.name, row.describes, route, tuple(row.parts),
        row.words if in_full else "", row.why if in_full else "", row.until, row.stands_until, state,
        row.reason if in_full else "", row.wanted_until, row.asked_by_name, row.asked_by_role, row.asked_at,
        row.answered_at, row.answer_entered_by, party,
        moves_for(state, party, route) if party else (), in_full,
        row.invitation_id is not None and row.person_id is None,
        state in OPEN and row.until < actor.on and not gone, comes_no_more=gone,
    )  # fmt: skip


def _rows(actor: Actor, child_id: UUID) -> QuerySet:
    return Ask.objects.permitting(actor, Permission.PLAN_READ, child_id)


def _with_gone(rows: QuerySet, actor: Actor) -> QuerySet:
    """Asks of those whom no restriction keeps away, each with whether they may read nothing any more."""
    gone = ExpressionWrapper(comes_no_more(actor.on), BooleanField())
    return rows.filter(not_shut_out(actor.on)).annotate(gone=gone)


def asks_of(actor: Actor, child_id: UUID, limit: int = 200) -> list[AskView]:
    """Everyone asked, newest first."""
    may_ask = may_ask_for(actor, child_id)
    rows = _with_gone(_rows(actor, child_id), actor).order_by("-asked_at", "-id")[:limit]
    return [ask_view(actor, row, may_ask) for row in rows]


def awaited(actor: Actor, child_id: UUID) -> list[AskView]:
    """Those who are still awaited, soonest first: who, what and until when, without words or reasons (O5)."""
    return [ask_view(actor, row, may_ask=False) for row in _awaited(actor, child_id)]


@kept
def _awaited(actor: Actor, child_id: UUID) -> QuerySet[Ask]:
    rows = _rows(actor, child_id).filter(not_shut_out(actor.on), ~comes_no_more(actor.on), state__in=_OPEN)
    return rows.order_by("until", "id")


def one_ask(actor: Actor, child_id: UUID, ask_id: UUID, now: datetime) -> AskView | None:
    """One invitation and whether its link still works; None where it is not there or not for this actor."""
    rows = _with_gone(_rows(actor, child_id), actor).filter(pk=ask_id)
    row = rows.select_related("invitation").first()
    if row is None:
        return None
    works = row.invitation is None or may_still_be_used(row.invitation, now)
    waits = row.invitation is not None and row.invitation.accepted_at is None
    return replace(ask_view(actor, row, may_ask_for(actor, child_id)), waits_for_link=waits, link_works=works)


@dataclass(frozen=True)
class AskedOfMe:
    """What the reader themselves was asked, for the top of the page on which they write."""

    words: str
    asked_by: str
    until: date
    href: str
    takes_part: bool
    parts: tuple[str, ...] = ()


def asked_of_me(actor: Actor, child_id: UUID) -> list[AskedOfMe]:
    """What the actor was asked about this child and has not yet said they are done with, soonest first."""
    return [
        AskedOfMe(
            row.words, row.asked_by_name, row.until, ask_url(child_id, row.id), row.state == State.ACCEPTED,
            tuple(row.parts),
        )
        for row in _asked_of(actor, child_id)
    ]  # fmt: skip


@kept
def _asked_of(actor: Actor, child_id: UUID) -> QuerySet[Ask]:
    rows = _rows(actor, child_id).filter(
        person_id=actor.person_id, route=Route.PRODUCT.value, state__in=_OPEN
    )
    return rows.order_by("until", "id")[:5]


@dataclass(frozen=True)
class Written:
    """What somebody has written in the plan since they were asked."""

    passages: int
    last_at: datetime | None


def written_since(actor: Actor, child_id: UUID, ask: AskView) -> Written:
    """How many shared passages of theirs stand in the plan since they were asked."""
    theirs = Q(written_by_id=ask.person_id) if ask.person_id and not ask.by_hand else Q(speaker_name=ask.name)
    rows = Statement.objects.permitting(actor, Permission.PLAN_READ, child_id).filter(
        theirs, ended_at__isnull=True, changed_at__gte=ask.asked_at
    )
    times = list(rows.order_by("-changed_at").values_list("changed_at", flat=True))
    return Written(len(times), times[0] if times else None)


def waiting_for(actor: Actor) -> list[Waiting]:
    """What waits for the actor: their own part, more time to grant, and answers to enter for others (O5)."""
    return [_waiting(actor, row) for row in _asks_that_wait(actor)]


@kept
def _asks_that_wait(actor: Actor) -> QuerySet[Ask]:
    mine = Q(person_id=actor.person_id, route=Route.PRODUCT.value, state__in=("asked", "accepted"))
    rows = Ask.objects.permitting(actor, Permission.PLAN_READ)
    if role_may(actor.role, Permission.PART_ASK):
        mine |= Q(asked_by_id=actor.person_id, state="more_time")
        mine |= Q(asked_by_id=actor.person_id, state__in=("asked", "accepted")) & ~Q(
            route=Route.PRODUCT.value
        )
    return rows.filter(mine, not_shut_out(actor.on)).select_related("child").order_by("until", "id")[:20]


def _waiting(actor: Actor, row: Ask) -> Waiting:
    if row.person_id == actor.person_id:
        what = "Write your part" if row.state == State.ACCEPTED else "Say whether you can take part"
    elif row.state == State.MORE_TIME:
        what = f"{row.name} asks for more time"
    else:
        what = f"Ask {row.name}, and write down what they say"
    return Waiting(
        what,
        ask_url(row.child_id, row.id),
        row.child.called,
        row.child_id,
        row.until,
        f"{row.asked_by_name} asked by this day." if row.person_id == actor.person_id else "",
    )


def ask_url(child_id: UUID, ask_id: UUID) -> str:
    """The page of one invitation."""
    return page_address("conversations:one_ask", child_id, ask_id)


_TOLD = {
    State.ACCEPTED: "{name} takes part",
    State.DECLINED: "{name} cannot take part",
    State.DONE: "{name} has done their part",
    State.PASSED_ON: "{name} passed this to a colleague",
    State.WITHDRAWN: "The invitation of {name} was taken back",
    State.LAPSED: "{name} did not answer",
    State.MORE_TIME: "{name} asked for more time",
}


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Who was asked to take part and what they answered, newest first; an advocate for the family alone."""
    if not reach.wants(EntryKind.INVITATION):
        return []
    bounds = within(reach)
    asked = [_asked_entry(child_id, row) for row in _asked(actor, child_id, bounds)]
    answered = [_answer_entry(child_id, row) for row in _answered(actor, child_id, bounds)]
    missing = [_absence_entry(child_id, row) for row in _missing(actor, child_id, bounds)]
    return newest_first([asked, answered, missing], reach.limit)


@kept
def _asked(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[Ask]:
    return stretch(_rows(actor, child_id).filter(not_shut_out(actor.on)), bounds, "asked_at")


@kept
def _answered(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[Ask]:
    rows = _rows(actor, child_id).filter(not_shut_out(actor.on), answered_at__isnull=False)
    return stretch(rows, bounds, "answered_at")


@kept
def _missing(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[Absence]:
    return stretch(Absence.objects.permitting(actor, Permission.PLAN_READ, child_id), bounds, "recorded_at")


def _asked_entry(child_id: UUID, row: Ask) -> Entry:
    who = f"{row.name}, {row.describes}" if row.describes else row.name
    return Entry(
        row.asked_at, row.id, EntryKind.INVITATION, "Asked to take part", who,
        f"{row.asked_by_name}, {row.asked_by_role}", ask_url(child_id, row.id),
    )  # fmt: skip


def _answer_entry(child_id: UUID, row: Ask) -> Entry:
    said = _TOLD.get(State(row.state), "{name} answered").format(name=row.name)
    entered = f"Entered by {row.answer_entered_by}" if row.answer_entered_by else ""
    assert row.answered_at is not None
    return Entry(
        row.answered_at, row.id, EntryKind.INVITATION, said, entered, row.name, ask_url(child_id, row.id)
    )


def _absence_entry(child_id: UUID, row: Absence) -> Entry:
    return Entry(
        row.recorded_at, row.id, EntryKind.INVITATION, "Why a voice is not in the plan yet", row.why,
        row.recorded_by_name, page_address("conversations:absence", child_id),
    )  # fmt: skip


@dataclass(frozen=True)
class AbsenceView:
    """Why a voice is not in the plan."""

    whose: Whose
    why: str
    tried_on: date
    recorded_by_name: str


def absences_of(actor: Actor, child_id: UUID) -> list[AbsenceView]:
    """The reasons on record, newest first."""
    rows = Absence.objects.permitting(actor, Permission.PLAN_READ, child_id).order_by("-recorded_at")
    return [AbsenceView(Whose(row.whose), row.why, row.tried_on, row.recorded_by_name) for row in rows]


@dataclass(frozen=True)
class OnRecord:
    """Whether the child and the family were asked and answered, or the reason why not is written down (P2)."""

    child: bool
    family: bool


def on_record(actor: Actor, child_id: UUID, *, child_told: bool, family_told: bool) -> OnRecord:
    """For the rule that lets nothing be put to the family before both were asked.

    Words of their own in the plan are an answer; only where there are none is anything else looked for.
    """
    if child_told and family_told:
        return OnRecord(child=True, family=True)
    asks = _rows(actor, child_id).filter(state__in=[one.value for one in ANSWERED])
    absent = Absence.objects.permitting(actor, Permission.PLAN_READ, child_id)
    row = (
        Child.objects.permitting(actor, Permission.PLAN_READ, child_id)
        .values_list(
            Exists(asks.filter(asked_as=AskedAs.CHILD.value))
            | Exists(absent.filter(whose=Whose.CHILD.value)),
            Exists(asks.filter(asked_as=AskedAs.FAMILY.value))
            | Exists(absent.filter(whose=Whose.FAMILY.value))
            | family_joined_by_link(child_id),
        )
        .first()
    )
    child, family = row or (False, False)
    return OnRecord(child=child_told or child, family=family_told or family)

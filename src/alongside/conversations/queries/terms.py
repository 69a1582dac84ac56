"""The year's conversations by term, and the children who have none this term (S11)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.children.choices import SenProvision
from alongside.children.models import Child, GroupPlace
from alongside.children.queries import ChildCard, card
from alongside.conversations.choices.meetings import MeetingState
from alongside.conversations.models import Meeting
from alongside.conversations.rules.meetings import TERMS, term_at, term_state
from alongside.design.dates import LONDON
from alongside.kernel.school_years import Term, school_year_name

PAGE = 50
_READ, _HOLD = Permission.MEETING_READ, Permission.MEETING_HOLD
_SUPPORTED = (SenProvision.SUPPORT, SenProvision.PLAN)


@dataclass(frozen=True)
class TermLine:
    """One term of the year: whether a conversation was held or is planned, and when."""

    term: Term
    school_year: int
    state: str
    on: date | None
    meeting_id: UUID | None
    is_now: bool

    @property
    def name(self) -> str:
        """ "Autumn term 2026/27"."""
        return f"{self.term.capitalize()} term {school_year_name(self.school_year)}"


def conversations_planned(actor: Actor, child_id: UUID) -> tuple[TermLine, ...]:
    """The three terms of this school year for one child, from the meetings the actor knows of."""
    if not role_may(actor.role, _READ):
        return ()
    year, now = term_at(actor.on)
    found = _of_year(actor, child_id, year)
    return tuple(_line(term, year, [row for row in found if row.term == term], term == now) for term in TERMS)


@kept
def _of_year(actor: Actor, child_id: UUID, year: int) -> QuerySet[Meeting]:
    rows = Meeting.objects.permitting(actor, _READ, child_id).filter(school_year=year)
    return rows.exclude(state=MeetingState.CANCELLED).order_by("starts_at")


def _line(term: Term, year: int, rows: list[Meeting], is_now: bool) -> TermLine:
    state = term_state(tuple(row.state for row in rows))
    shown = next((row for row in rows if row.state == state), None)
    return TermLine(
        term,
        year,
        state,
        shown.starts_at.astimezone(LONDON).date() if shown else None,
        shown.pk if shown else None,
        is_now,
    )


@dataclass(frozen=True)
class WithoutOne:
    """A child of the list, with how each term of the year stands."""

    child: ChildCard
    states: tuple[str, str, str]


@dataclass(frozen=True)
class TermList:
    """One page of children and the key of the next."""

    lines: tuple[WithoutOne, ...]
    next_after: str
    term: Term
    school_year: int

    @property
    def term_name(self) -> str:
        """ "autumn term 2026/27"."""
        return f"{self.term} term {school_year_name(self.school_year)}"


def children_by_term(
    actor: Actor, *, everyone: bool = False, after: str = "", group_id: UUID | None = None
) -> TermList:
    """Children with support for whom the actor plans meetings: those without one this term, or all; by name.

    With `group_id`, of those who have a place in this class today."""
    year, term = term_at(actor.on)
    live = Meeting.objects.permitting(actor, _HOLD).exclude(state=MeetingState.CANCELLED)
    rows = Child.objects.permitting(actor, _HOLD).filter(sen_provision__in=_SUPPORTED)
    if group_id:
        rows = rows.filter(pk__in=_places(actor).filter(group_id=group_id).values("child_id"))
    if not everyone:
        here = live.filter(child_id=OuterRef("pk"), school_year=year, term=term)
        rows = rows.filter(~Exists(here))
    found = list(_after(rows, actor, after).order_by("family_name", "given_name", "pk")[: PAGE + 1])
    shown = found[:PAGE]
    states: dict[tuple[UUID, str], list[str]] = {}
    for child_id, of_term, state in live.filter(
        child_id__in=[row.pk for row in shown], school_year=year
    ).values_list("child_id", "term", "state"):
        states.setdefault((child_id, of_term), []).append(state)
    lines = tuple(_without(row, actor.on, states) for row in shown)
    more = len(found) > PAGE
    return TermList(lines, str(shown[-1].pk) if more else "", term, year)


def _places(actor: Actor) -> QuerySet[GroupPlace]:
    live = Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on)
    rows = GroupPlace.objects.permitting(actor, Permission.CLASS_READ)
    return rows.filter(live, starts_on__lte=actor.on, group__organisation_id=actor.organisation_id)


def classes_with_support(actor: Actor) -> tuple[tuple[UUID, str], ...]:
    """The classes in which the actor reaches a child with support, by name."""
    if not role_may(actor.role, Permission.CLASS_READ) or actor.organisation_id is None:
        return ()
    rows = _places(actor).filter(child__sen_provision__in=_SUPPORTED)
    return tuple(rows.order_by("group__name").values_list("group_id", "group__name").distinct())


def _without(row: Child, on: date, states: dict[tuple[UUID, str], list[str]]) -> WithoutOne:
    autumn, spring, summer = (term_state(tuple(states.get((row.pk, term), ()))) for term in TERMS)
    return WithoutOne(card(row, on), (autumn, spring, summer))


def _after(rows: QuerySet, actor: Actor, after: str) -> QuerySet:
    """The children that come after the one of the address, which holds an id and no name."""
    try:
        last = Child.objects.permitting(actor, _HOLD).filter(pk=UUID(after)).first()
    except ValueError:
        return rows
    if last is None:
        return rows
    family, given = last.family_name, last.given_name
    same = Q(family_name=family, given_name__gt=given) | Q(
        family_name=family, given_name=given, pk__gt=last.pk
    )
    return rows.filter(Q(family_name__gt=family) | same)

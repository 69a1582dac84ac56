"""What a co-ordinator must see each morning of talk: none this term, nobody answered, somebody asked (S11, S16)."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import ON_BOARD, Most, with_total
from alongside.children.choices import SenProvision
from alongside.children.models import Child
from alongside.conversations.choices.meetings import AskState, MeetingState
from alongside.conversations.models import Ask, Meeting, MeetingRequest
from alongside.conversations.queries.interpreters import unbooked
from alongside.conversations.rules.invitations import OPEN
from alongside.conversations.rules.meetings import term_at
from alongside.design.addresses import page_address
from alongside.design.dates import day
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.statute.almanac import london_day

_HOLD, _READ, _PLAN = Permission.MEETING_HOLD, Permission.MEETING_READ, Permission.PLAN_READ


def board(actor: Actor, organisation_id: UUID, today: date, most: Most = ON_BOARD) -> list[BoardList]:
    """Who has no conversation this term, whose interpreter nobody booked, whose answer is late, who asked to meet."""
    found = []
    if role_may(actor.role, _HOLD):
        found += [_no_conversation(actor, today), _no_interpreter(actor, today, most), _wished(actor, most)]
    if role_may(actor.role, _PLAN):
        found.append(_late(actor, today, most))
    return found


def _no_conversation(actor: Actor, today: date) -> BoardList:
    year, term = term_at(today)
    rows = _without(actor, year, term.value, (SenProvision.PLAN.value, SenProvision.SUPPORT.value))
    shown = tuple(
        BoardRow(row.pk, "Plan the year", page_address("conversations:meeting_year", row.pk)) for row in rows
    )  # fmt: skip
    return BoardList(
        "conversations", "No conversation planned this term", shown, rows[0].in_all if rows else 0,
        page_address("conversations:meeting_terms"),
    )  # fmt: skip


@kept
def _without(actor: Actor, year: int, term: str, levels: tuple[str, ...]) -> QuerySet:
    here = (
        Meeting.objects.permitting(actor, _HOLD)
        .exclude(state=MeetingState.CANCELLED)
        .filter(child_id=OuterRef("pk"), school_year=year, term=term)
    )
    rows = Child.objects.permitting(actor, _HOLD).filter(~Exists(here), sen_provision__in=levels)
    return with_total(rows.only("pk")).order_by("family_name", "given_name", "pk")[:ROWS]


def _no_interpreter(actor: Actor, today: date, most: Most) -> BoardList:
    rows = unbooked(actor, today, most)
    shown = tuple(
        BoardRow(
            row.child_id, "Say whether it is booked",
            page_address("conversations:meeting_interpreter", row.child_id, row.pk), london_day(row.starts_at),
        )
        for row in rows
    )  # fmt: skip
    return BoardList(
        "interpreters", "A meeting whose interpreter is not booked", shown, rows[0].in_all if rows else 0,
        page_address("conversations:meeting_terms") + "#interpreters",
    )  # fmt: skip


def _late(actor: Actor, today: date, most: Most) -> BoardList:
    rows = _unanswered(actor, today, tuple(sorted(one.value for one in OPEN)), most)
    shown = tuple(
        BoardRow(row.child_id, row.name, page_address("conversations:asks", row.child_id), row.until, row.describes)
        for row in rows
    )  # fmt: skip
    return BoardList("asked", "Asked to take part, and late", shown, rows[0].in_all if rows else 0)


@kept
def _unanswered(actor: Actor, today: date, states: tuple[str, ...], most: Most) -> QuerySet:
    rows = Ask.objects.permitting(actor, _PLAN).filter(state__in=states, until__lt=today)
    return with_total(rows).order_by("until", "id")[:most]


def _wished(actor: Actor, most: Most) -> BoardList:
    rows = _wishes(actor, most)
    shown = tuple(
        BoardRow(
            row.child_id, f"Asked on {day(row.asked_at)}", page_address("conversations:asked", row.child_id, row.pk),
            who=row.asked_by_name,
        )
        for row in rows
    )  # fmt: skip
    return BoardList("wished", "Somebody asked for a meeting", shown, rows[0].in_all if rows else 0)


@kept
def _wishes(actor: Actor, most: Most) -> QuerySet:
    rows = MeetingRequest.objects.permitting(actor, _HOLD).filter(state=AskState.WAITING)
    return with_total(rows).order_by("asked_at", "id")[:most]

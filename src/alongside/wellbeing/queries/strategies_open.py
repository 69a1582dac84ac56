"""What helps a child, where somebody who teaches them has not yet said that they use it (S22)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import CLASS_ROLES
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.children.models import GroupPlace
from alongside.design.addresses import page_address
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.kernel.chronicle import Waiting
from alongside.organisations.models import GroupStaff
from alongside.platform.clock import LONDON
from alongside.voice.choices import Audience
from alongside.voice.models import Statement
from alongside.wellbeing.models import StrategyAgreed
from alongside.wellbeing.queries.strategies import TOPICS

_READ, _AGREE, _KEEP = Permission.PASSPORT_READ, Permission.STRATEGY_AGREE, Permission.INCLUSION_KEEP
GRACE = timedelta(weeks=2)
"""How long new words may stand before the board says who has not read them."""
_WHAT = "Read what helps, and say that you use it"


@dataclass(frozen=True)
class ToAgree:
    """A child with words about what helps that the reader has not said yes to as they stand."""

    child_id: UUID
    called: str
    new: int


def to_agree(actor: Actor) -> tuple[ToAgree, ...]:
    """Children whom the actor teaches, by name; nothing for who plans for a whole setting, whom the board tells."""
    if actor.role not in CLASS_ROLES or actor.person_id is None or not role_may(actor.role, _AGREE):
        return ()
    held = {(row.statement_id, row.edition) for row in _mine(actor, actor.person_id)}
    new: dict[UUID, int] = defaultdict(int)
    names: dict[UUID, str] = {}
    for row in _current(actor):
        if (row.pk, row.edition) not in held:
            new[row.child_id] += 1
            names[row.child_id] = row.child.called
    found = [ToAgree(child_id, names[child_id], count) for child_id, count in new.items()]
    return tuple(sorted(found, key=lambda one: (one.called.casefold(), str(one.child_id))))


@kept
def _mine(actor: Actor, person_id: UUID) -> QuerySet[StrategyAgreed]:
    return StrategyAgreed.objects.permitting(actor, _AGREE).filter(person_id=person_id)


@kept
def _current(actor: Actor) -> QuerySet[Statement]:
    rows = Statement.objects.permitting(actor, _READ).filter(topic__in=TOPICS, ended_at=None)
    return rows.exclude(audience=Audience.PRIVATE).select_related("child")


def strategies_waiting(actor: Actor) -> list[Waiting]:
    """One line, however many children it is about."""
    found = to_agree(actor)
    if not found:
        return []
    why = "Every adult does the same, so that the day is easier to read"
    if len(found) == 1:
        one = found[0]
        return [
            Waiting(
                _WHAT, page_address("wellbeing:strategies", one.child_id), one.called, one.child_id, why=why
            )
        ]
    return [Waiting(_WHAT, page_address("wellbeing:strategies_open"), f"{len(found)} children", why=why)]


def strategies_board(actor: Actor, today: date, most: int = ROWS) -> BoardList:
    """Children for whom somebody who teaches them has not said so two weeks after the words were written."""
    words = dict(_standing(actor, _until(today)))
    missing = _missing(actor, words, today) if words else {}
    rows = tuple(
        BoardRow(child_id, f"Not yet: {', '.join(names)}", page_address("wellbeing:strategies", child_id))
        for child_id, names in islice(missing.items(), most)
    )
    return BoardList("strategies", "What helps, not agreed by all who teach", rows, len(missing))


def _missing(actor: Actor, words: dict[UUID, int], today: date) -> dict[UUID, list[str]]:
    """Who teaches each child and has not agreed to as many words as have stood for two weeks."""
    staff: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for one in _staff(actor):
        staff[one.group_id].append((one.person_id, one.person.name))
    said = (
        {(child_id, person_id): count for child_id, person_id, count in _said(actor, _until(today))}
        if staff
        else {}
    )
    found: dict[UUID, list[str]] = {}
    for child_id, group_id in _places(actor, tuple(staff)) if staff else ():
        wanted = words.get(child_id, 0)
        open_ = [name for person_id, name in staff[group_id] if said.get((child_id, person_id), 0) < wanted]
        if open_:
            found[child_id] = sorted({*found.get(child_id, ()), *open_})
    return found


def _until(today: date) -> datetime:
    return datetime.combine(today - GRACE, time.max, LONDON)


def _stood(actor: Actor, until: datetime) -> QuerySet[Statement]:
    rows = Statement.objects.permitting(actor, _READ).filter(topic__in=TOPICS, ended_at=None)
    return rows.exclude(audience=Audience.PRIVATE).filter(changed_at__lte=until)


@kept
def _standing(actor: Actor, until: datetime) -> QuerySet[Statement, tuple[UUID, int]]:
    """How many words about each child have stood until then."""
    return _stood(actor, until).order_by().values_list("child_id").annotate(Count("id"))


@kept
def _said(actor: Actor, until: datetime) -> QuerySet[StrategyAgreed, tuple[UUID, UUID, int]]:
    """To how many of those words, as they stand, each person has said yes."""
    rows = StrategyAgreed.objects.permitting(actor, _READ).filter(
        edition=F("statement__edition"), statement__in=_stood(actor, until)
    )
    return rows.order_by().values_list("child_id", "person_id").annotate(Count("statement_id", distinct=True))


@kept
def _staff(actor: Actor) -> QuerySet[GroupStaff]:
    rows = GroupStaff.objects.permitting(actor, Permission.CLASS_STAFF)
    return rows.filter(_live(actor)).select_related("person")


@kept
def _places(actor: Actor, group_ids: tuple[UUID, ...]) -> QuerySet[GroupPlace, tuple[UUID, UUID]]:
    rows = GroupPlace.objects.permitting(actor, Permission.CLASS_READ).filter(
        _live(actor), group_id__in=group_ids
    )
    return rows.order_by("child_id", "group_id").values_list("child_id", "group_id")


def _live(actor: Actor) -> Q:
    return Q(starts_on__lte=actor.on) & (Q(ends_on__isnull=True) | Q(ends_on__gt=actor.on))

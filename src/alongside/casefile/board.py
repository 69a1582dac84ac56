"""The board of a setting's co-ordinator: what needs an eye today, from every app, on one page (S16)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.gathered import gathered_once
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.access.stretch import Most
from alongside.annualreviews.queries import lists as annualreviews
from alongside.annualreviews.queries import promises as kept_promises
from alongside.children.models import Child
from alongside.children.queries import ChildCard, card
from alongside.conversations.queries import board as conversations
from alongside.disputes import board as disputes
from alongside.disputes.of_age import queries as of_age
from alongside.ehc.queries import inbox as ehc
from alongside.ehcplans.queries import story as ehcplans
from alongside.inclusion.queries import waiting as inclusion
from alongside.kernel.board import BoardList
from alongside.plans import board as plans
from alongside.reviews import board as reviews
from alongside.support.queries import story as support
from alongside.voice import board as voice
from alongside.wellbeing.queries import story as wellbeing

SEES = Permission.LEAD_APPOINT
"""The board is for those who answer for every child of a setting: its SENCo and its head."""
WHOLE = Most(200)
"""How many rows one list shows that is opened by itself."""
Boarder = Callable[[Actor, UUID, date], list[BoardList]]
Widened = Callable[[Actor, UUID, date, Most], list[BoardList]]
WIDENED: tuple[Widened, ...] = (
    support.board,
    wellbeing.board,
    reviews.board,
    conversations.board,
    disputes.board,
    of_age.board,
)
"""Whose lists have no page of their own: the board shows one of them whole."""
BOARDERS: tuple[Boarder, ...] = (
    ehc.board,
    support.board,
    wellbeing.board,
    reviews.board,
    annualreviews.board,
    kept_promises.board,
    conversations.board,
    plans.board,
    voice.board,
    disputes.board,
    of_age.board,
    inclusion.board,
    ehcplans.board,
)
"""Who knows of something a co-ordinator must see: first what the law gives six weeks for. An app that does adds its
board here."""


@dataclass(frozen=True)
class Board:
    """The lists that hold something, who the children are, and what has nothing in it today."""

    lists: tuple[BoardList, ...]
    children: dict[UUID, ChildCard]
    quiet: tuple[str, ...]
    today: date


def board_for(actor: Actor) -> Board:
    """Everything that needs an eye in the actor's organisation today; empty for whoever answers for none."""
    if actor.organisation_id is None:
        return Board((), {}, (), actor.on)
    with gathered_once(actor):
        found = [one for boarder in BOARDERS for one in boarder(actor, actor.organisation_id, actor.on)]
    lists = tuple(one for one in found if one.rows or one.total)
    ids = tuple(sorted({row.child_id for one in lists for row in one.rows}))
    named = {row.pk: card(row, actor.on) for row in _named(actor, ids)} if ids else {}
    return Board(lists, named, tuple(one.title for one in found if not one.rows and not one.total), actor.on)


def list_for(actor: Actor, key: str) -> Board | None:
    """One list of the board, whole; None where there is no such list for the actor today."""
    if actor.organisation_id is None:
        return None
    with gathered_once(actor):
        found = [one for boarder in WIDENED for one in boarder(actor, actor.organisation_id, actor.on, WHOLE)]
    chosen = tuple(one for one in found if one.key == key and one.rows)
    if not chosen:
        return None
    ids = tuple(sorted({row.child_id for row in chosen[0].rows}))
    return Board(chosen, {row.pk: card(row, actor.on) for row in _named(actor, ids)}, (), actor.on)


@kept
def _named(actor: Actor, child_ids: tuple[UUID, ...]) -> QuerySet[Child]:
    return Child.objects.permitting(actor, Permission.CHILD_READ, child_ids)

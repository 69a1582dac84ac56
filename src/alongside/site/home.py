"""Home: what each person came for, first. One builder a kind of reader."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import CLASS_ROLES, Role
from alongside.access.gathered import gathered_once
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Most
from alongside.casefile.child_page import ChildPage, child_page
from alongside.casefile.registers import ClassChoice, RegisterLine, class_list, classes_of
from alongside.casefile.waiting import waiting_for
from alongside.children.of_age.access import is_kept_out
from alongside.children.queries import children_reached
from alongside.kernel.chronicle import Waiting
from alongside.notices.queries import NoticeView, notices_for
from alongside.plans.access import setting_numbers
from alongside.plans.choices import PlanState
from alongside.plans.queries import plan_counts, plans_in, unanswered_comments

_AT_ONCE = 6
_IN_SIGHT = 8
_COUNCIL = frozenset({Role.CASEWORKER, Role.SEND_MANAGER})


@dataclass(frozen=True)
class TrayItem:
    """One line of a tray: a child, what it is, since when."""

    child_id: UUID
    name: str
    words: str
    since: datetime


@dataclass(frozen=True)
class Tray:
    """A kind of waiting thing, oldest first."""

    title: str
    items: tuple[TrayItem, ...]
    nothing: str


@dataclass(frozen=True)
class Home:
    """What the home page shows."""

    kind: str
    children: tuple[ChildPage, ...] = ()
    trays: tuple[Tray, ...] = ()
    counts: tuple[tuple[str, int, str], ...] = ()
    numbers: tuple[tuple[str, int | None], ...] = ()
    classes: tuple[ClassChoice, ...] = ()
    lines: tuple[RegisterLine, ...] = ()
    notices: tuple[NoticeView, ...] = field(default_factory=tuple)
    waiting: tuple[Waiting, ...] = ()
    kept_out: bool = False
    """Whether a young person has said that this parent or carer does not read."""
    whole: bool = False
    """Whether all that waits was asked for. Of two hundred lines eight are in sight, so the others are not read."""

    @property
    def shown(self) -> tuple[Waiting, ...]:
        """What waits, as far as it is drawn."""
        return self.waiting if self.whole else self.waiting[:_IN_SIGHT]


def home_for(actor: Actor, *, whole: bool = False) -> Home:
    """The home page of the actor in the role they act in now; all that waits with `whole`, else the soonest."""
    with gathered_once(actor):
        notices = tuple(notices_for(actor, unread_only=True, limit=5))
        home = _builder(actor)(actor, notices)
        waiting = waiting_for(actor, None if whole else Most(_IN_SIGHT + 1))
        return replace(home, waiting=tuple(waiting), whole=whole)


def _builder(actor: Actor) -> Callable[[Actor, tuple[NoticeView, ...]], Home]:
    if actor.role in (Role.FAMILY, Role.ADVISER, Role.PROFESSIONAL):
        return _with_children
    if actor.role in CLASS_ROLES:
        return _class
    if role_may(actor.role, Permission.PLAN_EDIT):
        return _board
    if role_may(actor.role, Permission.REGISTER_READ):
        return _setting
    return _numbers


def _with_children(actor: Actor, notices: tuple[NoticeView, ...]) -> Home:
    cards = children_reached(actor, limit=_AT_ONCE)
    kind = "family" if actor.is_family else "invited"
    kept_out = actor.is_family and is_kept_out(actor)
    children = tuple(child_page(actor, one) for one in cards)
    return Home(kind, children=children, notices=notices, kept_out=kept_out)


def _class(actor: Actor, notices: tuple[NoticeView, ...]) -> Home:
    classes = classes_of(actor)
    lines = class_list(actor, classes[0].id) if len(classes) == 1 else ()
    return Home("class", classes=classes, lines=lines or (), notices=notices)


def _board(actor: Actor, notices: tuple[NoticeView, ...]) -> Home:
    return Home(
        "board",
        trays=(
            Tray(
                "Questions and comments to answer",
                tuple(
                    TrayItem(child_id, name, f"{author} wrote", at)
                    for child_id, name, author, at in unanswered_comments(actor)
                ),
                "Every comment has an answer.",
            ),
            _plans(
                actor, PlanState.PROPOSED, "With the family", "Reading since", "No plan is with a family now."
            ),
            _plans(actor, PlanState.DRAFTING, "Being written", "Started", "No plan is being written now."),
        ),
        counts=_register_counts(actor),
        notices=notices,
    )


def _plans(actor: Actor, state: PlanState, title: str, words: str, nothing: str) -> Tray:
    rows = plans_in(actor, state)
    return Tray(
        title, tuple(TrayItem(child_id, name, words, since) for child_id, name, since in rows), nothing
    )


def _counts(counts: dict[PlanState, int]) -> tuple[tuple[str, int, str], ...]:
    return tuple(
        (label, counts.get(state, 0), state.value)
        for label, state in (
            ("Being written", PlanState.DRAFTING),
            ("With the family", PlanState.PROPOSED),
            ("Agreed", PlanState.AGREED),
        )
    )


def _setting(actor: Actor, notices: tuple[NoticeView, ...]) -> Home:
    """For who reads a register."""
    return Home("setting", counts=_register_counts(actor), notices=notices)


def _register_counts(actor: Actor) -> tuple[tuple[str, int, str], ...]:
    """A council's register is too long to be counted each time somebody comes home."""
    return () if actor.role in _COUNCIL else _counts(plan_counts(actor))


def _numbers(actor: Actor, notices: tuple[NoticeView, ...]) -> Home:
    return Home("numbers", numbers=tuple(setting_numbers(actor)), notices=notices)

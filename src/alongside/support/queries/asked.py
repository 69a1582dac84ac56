"""You asked, we answered, what happened: as pages, trays and stories read it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Most
from alongside.design.addresses import page_address
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, told
from alongside.platform.clock import LONDON
from alongside.statute.practice import interval
from alongside.support.choices import ActionState, AskedKind
from alongside.support.models import Asked
from alongside.support.queries.school_days import shut_for, shut_here
from alongside.voice.choices import Gathered, Voice

_READ = Permission.PLAN_READ
_MOST = 500
_MOST_WAITING = 20


@dataclass(frozen=True)
class AskedLine:
    """One thing that was asked, what was answered, and what happened."""

    id: UUID
    child_id: UUID
    kind: AskedKind
    about_id: UUID | None
    about_text: str
    text: str
    voice: Voice
    asker_name: str
    gathered: Gathered
    gathered_by_name: str
    asked_at: datetime
    answer_by: date
    answer: str
    answered_by_name: str
    answered_at: datetime | None
    action_id: UUID | None
    action_what: str
    action_owner: str
    action_due_on: date | None
    action_result: str
    result: str
    result_by_name: str
    result_at: datetime | None

    @property
    def happened(self) -> str:
        """What happened: as it was told, or as the action ended."""
        return self.result or self.action_result


def answer_by(asked_at: datetime, shut: Collection[date]) -> date:
    """The day by which it is answered; days on which the setting is `shut` do not count."""
    return interval("asked.answer").after_open(asked_at.astimezone(LONDON).date(), shut)


def _lines(actor: Actor, child_id: UUID, rows: Iterable[Asked]) -> list[AskedLine]:
    """The rows as lines; the holidays of the setting are looked up where an answer is awaited."""
    found = list(rows)
    shut = shut_for(actor, child_id) if any(row.answered_at is None for row in found) else frozenset()
    return [_line(row, shut) for row in found]


def _line(row: Asked, shut: Collection[date]) -> AskedLine:
    action = row.action
    done = action is not None and action.state == ActionState.DONE
    return AskedLine(
        row.id, row.child_id, AskedKind(row.kind), row.about_id, row.about.text if row.about else "", row.text,
        Voice(row.voice), row.asker_name, Gathered(row.gathered), row.gathered_by_name, row.asked_at,
        answer_by(row.asked_at, shut), row.answer, row.answered_by_name, row.answered_at, row.action_id,
        action.what if action else "", action.owner_name if action else "", action.due_on if action else None,
        action.result if action and done else "", row.result, row.result_by_name, row.result_at,
    )  # fmt: skip


def _rows(actor: Actor, child_id: UUID, permission: Permission = _READ) -> QuerySet:
    return Asked.objects.permitting(actor, permission, child_id).select_related("action", "about")


def asked_for(actor: Actor, child_id: UUID, limit: int = 100) -> list[AskedLine]:
    """What was asked about this child that the actor may read, newest first."""
    return _lines(actor, child_id, _rows(actor, child_id).order_by("-asked_at", "-id")[:limit])


def asked_by_id(
    actor: Actor, child_id: UUID, asked_id: UUID, permission: Permission = _READ
) -> AskedLine | None:
    """One thing that was asked; None when it is absent or not for this actor."""
    rows = _rows(actor, child_id, permission).filter(pk=asked_id)
    return next(iter(_lines(actor, child_id, rows)), None)


def asked_waiting(actor: Actor, most: Most | None = None) -> list[Waiting]:
    """What nobody has answered yet, for who keeps the plan, and results that are not told back yet."""
    if not role_may(actor.role, Permission.PLAN_EDIT):
        return []
    rows = _to_answer(actor, most)
    shut = shut_here(actor, actor.on) if rows else frozenset()
    return [
        *(_unanswered(row, actor.on, shut) for row in rows),
        *(_untold(row) for row in _to_tell(actor, most)),
    ]


@kept
def _to_answer(actor: Actor, most: Most | None) -> QuerySet[Asked]:
    rows = Asked.objects.permitting(actor, Permission.PLAN_EDIT).select_related("child", "action")
    return rows.filter(answered_at=None).order_by("asked_at")[: most or _MOST_WAITING]


@kept
def _to_tell(actor: Actor, most: Most | None) -> QuerySet[Asked]:
    rows = Asked.objects.permitting(actor, Permission.PLAN_EDIT).select_related("child", "action")
    rows = rows.filter(action__state=ActionState.DONE, result_at=None)
    return rows.order_by("asked_at")[: most or _MOST_WAITING]


def _unanswered(row: Asked, today: date, shut: Collection[date]) -> Waiting:
    by = answer_by(row.asked_at, shut)
    rule = interval("asked.answer")
    late = f"Nobody has answered for {rule.weeks} weeks" if by < today else rule.why
    who = row.child.called if row.voice == Voice.CHILD else "The family"
    what = f"{who} asked for something" if row.kind == AskedKind.WISH else "The family said what they see"
    url = page_address("support:answer_asked", row.child_id, row.id)
    return Waiting(what, url, row.child.called, row.child_id, by, late)


def _untold(row: Asked) -> Waiting:
    url = page_address("support:result_asked", row.child_id, row.id)
    return Waiting(
        "Tell back what came of it", url, row.child.called, row.child_id, why="What was asked for is done"
    )


@kept
def _whole(actor: Actor, child_id: UUID) -> QuerySet[Asked]:
    return _rows(actor, child_id).order_by("-asked_at")[:_MOST]


def asked_in_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """What was asked, answered and told back, newest first."""
    if not reach.wants(EntryKind.WORDS) or not role_may(actor.role, _READ):
        return []
    rows = _whole(actor, child_id)
    return told((entry for row in rows for entry in _entries(row)), reach)


def _entries(row: Asked) -> list[Entry]:
    url, kind = page_address("support:asked_for", row.child_id), EntryKind.WORDS
    asked = "Asked for something" if row.kind == AskedKind.WISH else "Said what they see"
    found = [Entry(row.asked_at, row.id, kind, asked, row.text, row.asker_name, url)]
    if row.answered_at:
        found.append(
            Entry(
                row.answered_at,
                row.id,
                kind,
                "An answer to what was asked",
                row.answer,
                row.answered_by_name,
                url,
            )
        )
    if row.result_at:
        found.append(
            Entry(
                row.result_at,
                row.id,
                kind,
                "What came of what was asked",
                row.result,
                row.result_by_name,
                url,
            )
        )
    return found

"""Concerns as pages, trays, the board and stories read them, and how long it took until help began."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.choices import FAMILY_KINDS
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import with_total
from alongside.children.queries import stands_by
from alongside.design.addresses import page_address
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, told
from alongside.organisations.holidays import days_off
from alongside.platform.clock import LONDON
from alongside.statute.loading import all_codes
from alongside.statute.practice import interval
from alongside.support.choices import ActionState, ConcernOutcome, ConcernSource, SupportStage
from alongside.support.models import Concern
from alongside.support.rules.concerns import days_to_support
from alongside.voice.choices import Gathered, Voice

_READ, _ANSWER = Permission.CONCERN_READ, Permission.CONCERN_ANSWER
_MOST, _MOST_WAITING = 200, 20


@dataclass(frozen=True)
class ConcernLine:
    """One concern: whose words, what was tried, by when it is read and answered, what is done."""

    id: UUID
    child_id: UUID
    called: str
    setting_name: str
    source: ConcernSource
    voice: Voice
    text: str
    areas: tuple[str, ...]
    tried: str
    raiser_name: str
    gathered: Gathered
    gathered_by_name: str
    family_reads: bool
    raised_at: datetime
    acknowledge_by: date
    acknowledged_at: datetime | None
    acknowledged_by_name: str
    answer_by: date
    answer: str
    outcome: ConcernOutcome | None
    answered_at: datetime | None
    answered_by_name: str
    action_id: UUID | None
    action_what: str
    action_owner: str
    action_due_on: date | None
    action_result: str
    supported_on: date | None
    supported_by: SupportStage | None
    days: int | None

    def is_late(self, on: date) -> bool:
        """Whether the setting owes an answer, or a sign that it was read, since before `on`."""
        if self.answered_at:
            return False
        return self.answer_by < on or (self.acknowledged_at is None and self.acknowledge_by < on)


def _lines(rows: Iterable[Concern], today: date) -> list[ConcernLine]:
    """The rows as lines, each with the holidays of the setting that answers it."""
    found = list(rows)
    shut = {one: days_off(one, today) for one in {row.setting_id for row in found}}
    return [_line(row, shut[row.setting_id]) for row in found]


def _line(row: Concern, shut: Collection[date]) -> ConcernLine:
    on, areas = row.raised_at.astimezone(LONDON).date(), all_codes("area-of-need")
    action = row.action
    return ConcernLine(
        row.id, row.child_id, row.child.called, row.setting.name, ConcernSource(row.source), Voice(row.voice),
        row.text, tuple(areas.plain(area) for area in row.areas), row.tried, row.raiser_name, Gathered(row.gathered),
        row.gathered_by_name, row.family_reads, row.raised_at, interval("concern.acknowledge").after_open(on, shut),
        row.acknowledged_at, row.acknowledged_by_name, interval("concern.answer").after_open(on, shut), row.answer,
        ConcernOutcome(row.outcome) if row.outcome else None, row.answered_at, row.answered_by_name, row.action_id,
        action.what if action else "", action.owner_name if action else "", action.due_on if action else None,
        action.result if action and action.state == ActionState.DONE else "", row.supported_on,
        SupportStage(row.supported_by) if row.supported_by else None, days_to_support(on, row.supported_on),
    )  # fmt: skip


def _rows(actor: Actor, permission: Permission, child_id: UUID | None = None) -> QuerySet[Concern]:
    rows = Concern.objects.permitting(actor, permission, child_id)
    return rows.select_related("child", "setting", "action")


def concerns_for(actor: Actor, child_id: UUID) -> list[ConcernLine]:
    """The concerns about a child that the actor may read, newest first."""
    return _lines(_rows(actor, _READ, child_id).order_by("-raised_at", "-id")[:_MOST], actor.on)


def concern_by_id(
    actor: Actor, child_id: UUID, concern_id: UUID, permission: Permission = _READ
) -> ConcernLine | None:
    """One concern; None when it is absent or not for this actor."""
    rows = _rows(actor, permission, child_id).filter(pk=concern_id)
    return next(iter(_lines(rows, actor.on)), None)


def whose_words(actor: Actor, child_id: UUID) -> list[tuple[UUID, str]]:
    """The people of the family for whom staff can enter what they told, with who they are."""
    return [
        (one.person_id, ", ".join(filter(None, [one.name, one.relationship])))
        for one in stands_by(actor, child_id)
        if one.kind in FAMILY_KINDS and one.person_id
    ]


def concerns_of_setting(actor: Actor, organisation_id: UUID, limit: int = _MOST) -> list[ConcernLine]:
    """Concerns told to a setting: those without an answer first, oldest first; then the newest answered."""
    rows = _rows(actor, _ANSWER).filter(setting_id=organisation_id)
    waiting = rows.filter(answered_at=None).order_by("raised_at", "id")[:limit]
    answered = rows.exclude(answered_at=None).order_by("-answered_at", "-id")[:limit]
    return _lines((*waiting, *answered), actor.on)


# ── What waits, and what the board shows ─────────────────────────────────────────────────────────────────


def concerns_waiting(actor: Actor) -> list[Waiting]:
    """What nobody has read or answered yet, for who answers for the setting."""
    if not role_may(actor.role, _ANSWER) or actor.organisation_id is None:
        return []
    rows = _unanswered(actor, actor.organisation_id)[:_MOST_WAITING]
    return [_waiting(one, actor.on) for one in _lines(rows, actor.on)]


@kept
def _unanswered(actor: Actor, organisation_id: UUID) -> QuerySet[Concern]:
    rows = _rows(actor, _ANSWER).filter(setting_id=organisation_id, answered_at=None)
    return rows.order_by("raised_at", "id")[:_MOST_WAITING]


def _waiting(one: ConcernLine, today: date) -> Waiting:
    unread = one.acknowledged_at is None
    rule = interval("concern.acknowledge" if unread else "concern.answer")
    by = one.acknowledge_by if unread else one.answer_by
    what = "Read a new worry, and say that you have" if unread else "Answer a worry"
    why = "It is past its date" if by < today else rule.why
    return Waiting(what, _address(one), one.called, one.child_id, by, why)


def _address(one: ConcernLine) -> str:
    return page_address("support:concern", one.child_id, one.id)


@kept
def _first_unanswered(actor: Actor, organisation_id: UUID) -> QuerySet[Concern]:
    rows = _rows(actor, _ANSWER).filter(setting_id=organisation_id, answered_at=None)
    return with_total(rows).order_by("raised_at", "id")[:ROWS]


def concern_board(actor: Actor, organisation_id: UUID, today: date) -> list[BoardList]:
    """Concerns that wait for this setting's word, the longest first (T8)."""
    if not role_may(actor.role, _ANSWER):
        return []
    found = list(_first_unanswered(actor, organisation_id))
    shown = tuple(
        BoardRow(
            one.child_id,
            "Not read yet" if one.acknowledged_at is None else "Read, not answered yet",
            _address(one),
            one.acknowledge_by if one.acknowledged_at is None else one.answer_by,
            one.acknowledged_by_name,
        )
        for one in _lines(found, today)
    )
    total = found[0].in_all if found else 0
    title = "Worries that wait for an answer"
    return [BoardList("concerns", title, shown, total, page_address("support:concerns_of_setting"))]


# ── The story ────────────────────────────────────────────────────────────────────────────────────────────


def concerns_in_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """What was worried about, and what was answered, newest first."""
    if not reach.wants(EntryKind.WORDS) or not role_may(actor.role, _READ):
        return []
    rows = _whole(actor, child_id)  # no line of the story says by when, so no holiday is asked for
    return told((entry for row in rows for entry in _entries(_line(row, ()))), reach)


@kept
def _whole(actor: Actor, child_id: UUID) -> QuerySet[Concern]:
    return _rows(actor, _READ, child_id).order_by("-raised_at")[:_MOST]


def _entries(one: ConcernLine) -> list[Entry]:
    url, kind, private = _address(one), EntryKind.WORDS, not one.family_reads
    found = [Entry(one.raised_at, one.id, kind, "A worry was told", one.text, one.raiser_name, url, private)]
    if one.answered_at and one.outcome:
        text = f"{one.answer}\n{one.outcome.label}"
        found.append(
            Entry(
                one.answered_at,
                one.id,
                kind,
                "An answer to a worry",
                text,
                one.answered_by_name,
                url,
                private,
            )
        )
    return found

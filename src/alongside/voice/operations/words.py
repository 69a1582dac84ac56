"""Keeping words: write, change, end, draft. One history row and one audit row for each save."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import held, own_standing
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit
from alongside.voice.choices import Audience, Gathered, StatementKind, Voice
from alongside.voice.models import Statement, StatementVersion
from alongside.voice.operations.drafts import clear_draft
from alongside.voice.queries import writing_as
from alongside.voice.rules import KeptWords, Words, Writer, may_change, refuse_words

DETAILS = (
    "evidence", "area", "adulthood_area", "measure", "who", "ratio", "how_often", "how_long", "starts_on", "ends_on",
)  # fmt: skip
"""The parts of a statement beyond its words, as history keeps them."""


@dataclass(frozen=True)
class NewWords:
    """What a person hands in: the words, whose they are, and the thread they belong to."""

    topic: str
    text: str
    voice: Voice
    gathered: Gathered = Gathered.TYPED
    speaker_id: UUID | None = None
    speaker_name: str = ""
    gathered_by_name: str = ""
    gathered_on: date | None = None
    private: bool = False
    kind: StatementKind = StatementKind.PASSAGE
    serves_id: UUID | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class StaleText(Refusal):
    """Someone saved in between: both texts, so that neither is lost."""

    mine: str = ""
    theirs: str = ""
    theirs_by: str = ""
    theirs_at: datetime | None = None
    edition: int = 0


def writer_of(actor: Actor, child_id: UUID) -> Writer:
    """In which voice the actor writes about this child."""
    return writing_as(actor, own_standing(actor, child_id))


def write_words(
    actor: Actor,
    child_id: UUID,
    new: NewWords,
    now: datetime,
    permission: Permission = Permission.PASSAGE_WRITE,
) -> Statement | Refusal:
    """Keep a new passage. Refuses words without provenance in the child's mouth, and every other `refuse_words`."""
    with operation(actor, permission, now) as unit:
        child = Child.objects.permitting(actor, permission).filter(pk=child_id).first()
        if child is None:
            return NOT_FOUND
        writer = writer_of(actor, child_id)
        new = _completed(new, child, writer, actor.on)
        refusal = refuse_words(_words(new), writer, actor.on)
        if refusal:
            return refusal
        row = _new_row(child, new, writer, now)
        row.position = (
            Statement.objects.permitting(actor, permission).filter(child=child, topic=new.topic).count()
        )
        row.save(force_insert=True)
        _keep_version(row)
        clear_draft(actor, child_id, new.topic, None)
        unit.record("words.written", row, child_id=child_id, after={"topic": row.topic, "edition": 1})
        return row


def _completed(new: NewWords, child: Child, writer: Writer, today: date) -> NewWords:
    """Fill in what the product knows already: who speaks, who wrote it down, when."""
    own = new.voice == writer.voice
    speaker = new.speaker_name or (child.called if new.voice == Voice.CHILD else writer.name if own else "")
    gathered_by = new.gathered_by_name or ("" if own else writer.name)
    return replace(
        new,
        text=clean_lines(new.text),
        speaker_name=speaker or "A parent",
        speaker_id=new.speaker_id or (writer.person_id if own and not new.speaker_name else None),
        gathered_by_name=gathered_by,
        gathered_on=new.gathered_on or today,
    )


def _words(new: NewWords) -> Words:
    return Words(
        new.text,
        new.voice,
        new.gathered,
        new.speaker_name,
        new.gathered_by_name,
        new.gathered_on,
        new.private,
    )


def _new_row(child: Child, new: NewWords, writer: Writer, now: datetime) -> Statement:
    own = new.voice == writer.voice
    return Statement(
        child=child, kind=new.kind, topic=new.topic, text=new.text, voice=new.voice,
        speaker_id=new.speaker_id, speaker_name=new.speaker_name, gathered=new.gathered,
        gathered_by_id=None if own else writer.person_id, gathered_by_name=new.gathered_by_name,
        gathered_on=new.gathered_on, audience=Audience.PRIVATE if new.private else Audience.SHARED,
        serves_id=new.serves_id, written_by_id=writer.person_id, written_by_name=writer.name,
        created_at=now, changed_at=now, **new.details,
    )  # fmt: skip


def _keep_version(row: Statement) -> None:
    details = {name: _plain(getattr(row, name)) for name in DETAILS if getattr(row, name)}
    details["gathered"] = row.gathered
    StatementVersion(
        statement=row, edition=row.edition, text=row.text, details=details,
        written_by_name=row.written_by_name, at=row.changed_at,
    ).save(force_insert=True)  # fmt: skip


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def change_words(  # noqa: PLR0913 - whose, which, what, from which edition, when
    actor: Actor,
    statement_id: UUID,
    text: str,
    edition: int,
    now: datetime,
    *,
    details: Mapping[str, Any] | None = None,
    permission: Permission = Permission.PASSAGE_WRITE,
) -> Statement | Refusal:
    """Save a passage again, if nobody saved it since `edition`; else `StaleText` with both texts.

    Refuses changing words that are somebody else's (see `may_change`).
    """
    with operation(actor, permission, now) as unit:
        row = _live(actor, statement_id, permission)
        if row is None:
            return NOT_FOUND
        writer = writer_of(actor, row.child_id)
        refusal = may_change_words(actor, row, writer) or refuse_words(
            _as_kept(row, text), writer_as(row, writer), actor.on
        )
        if refusal:
            return refusal
        if row.edition != edition:
            return _stale(row, text)
        changes = {**(details or {}), "text": clean_lines(text)}
        saved = _save_again(actor, row, changes, writer, unit, now)
        return saved or unit.refuse(_stale(Statement.in_unit.get(pk=row.pk), text))


def writer_as(row: Statement, writer: Writer) -> Writer:
    """For re-checking kept words: provenance was given when they were first written."""
    return replace(writer, voice=row.voice)


def _as_kept(row: Statement, text: str) -> Words:
    return Words(text, row.voice, row.gathered, row.speaker_name, row.gathered_by_name, row.gathered_on)


def may_change_words(actor: Actor, row: Statement, writer: Writer) -> Refusal | None:
    """`may_change` asked of a row; whether the actor keeps this child's plan is asked only where it matters."""
    kept = KeptWords(row.voice, row.speaker_id, row.speaker_name, row.written_by_id, row.gathered)
    refusal = may_change(kept, writer)
    if refusal and held(actor, row.child_id, (Permission.PLAN_EDIT,)):
        return may_change(kept, replace(writer, scribes=True))
    return refusal


def _live(actor: Actor, statement_id: UUID, permission: Permission) -> Statement | None:
    rows = Statement.objects.permitting(actor, permission).filter(pk=statement_id, ended_at__isnull=True)
    found: Statement | None = rows.first()
    return found


def _save_again(
    actor: Actor, row: Statement, changes: Mapping[str, Any], writer: Writer, unit: Unit, now: datetime
) -> Statement | None:
    """Write the next edition, unless another save got there first (the condition is checked by the database)."""
    before = row.edition
    changes = {
        **changes, "edition": before + 1, "changed_at": now, "written_by_id": writer.person_id,
        "written_by_name": writer.name, "confirmed_on": now.date(),
    }  # fmt: skip
    if not Statement.in_unit.filter(pk=row.pk, edition=before).update(**changes):
        return None
    for name, value in changes.items():
        setattr(row, name, value)
    _keep_version(row)
    clear_draft(actor, row.child_id, row.topic, row.id)
    unit.record(
        "words.changed",
        row,
        child_id=row.child_id,
        before={"edition": before},
        after={"edition": row.edition},
    )
    return row


def _stale(row: Statement, mine: str) -> StaleText:
    return StaleText(
        "words.stale",
        f"{row.written_by_name} saved this while you were writing.",
        "Both texts are below. Choose which to keep, or put them together.",
        "text",
        mine=mine,
        theirs=row.text,
        theirs_by=row.written_by_name,
        theirs_at=row.changed_at,
        edition=row.edition,
    )


def end_words(
    actor: Actor,
    statement_id: UUID,
    edition: int,
    now: datetime,
    permission: Permission = Permission.PASSAGE_WRITE,
) -> Statement | Refusal:
    """Take a passage out of the plan. It stays in history; what other statements serve cannot be taken out."""
    with operation(actor, permission, now) as unit:
        row = _live(actor, statement_id, permission)
        if row is None:
            return NOT_FOUND
        refusal = may_change_words(actor, row, writer_of(actor, row.child_id))
        if refusal:
            return refusal
        if Statement.in_unit.filter(serves=row, ended_at__isnull=True).exists():
            return Refusal(
                "words.served",
                "Other parts of the plan rest on this one.",
                "Change or take out what rests on it first.",
            )
        if not Statement.in_unit.filter(pk=row.pk, edition=edition, ended_at__isnull=True).update(
            ended_at=now
        ):
            return unit.refuse(_stale(Statement.in_unit.get(pk=row.pk), row.text))
        unit.record("words.ended", row, child_id=row.child_id, before={"edition": edition})
        return row

"""Writing in a thread: messages, questions and their answers, calls and letters, and that somebody has read."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import describes, own_standing
from alongside.conversations.choices.threads import MessageKind
from alongside.conversations.households.access import Household
from alongside.conversations.models import Message, Question, Reading, Thread, ThreadMember
from alongside.conversations.operations.telling import Told, tell_owner, tell_thread, thread_path
from alongside.conversations.queries.who_writes import live_households, place_of, staff_who_answer
from alongside.conversations.rules.threads import (
    ANSWERED,
    APART_NOW,
    NOBODY_ANSWERS,
    NOT_THEIRS,
    NOT_YET,
    refuse_due,
    refuse_text,
    thread_id,
)
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit
from alongside.notices.operations import note_seen
from alongside.platform.clock import LONDON

ANSWER_WITHIN = "question.answer"
"""The timescale by which a question is answered unless somebody sets another day."""


@dataclass(frozen=True)
class Writing:
    """A message: its words, and whether it asks or answers.

    `owner` and `due_on` may be left out of a question: it goes to whoever knows the child best, for an answer in
    the time the data says.
    """

    text: str
    asks: bool = False
    owner: UUID | None = None
    due_on: date | None = None
    answers: UUID | None = None


@dataclass(frozen=True)
class Contact:
    """A call, a letter or a conversation, written down afterwards."""

    kind: MessageKind
    text: str
    happened_at: datetime
    with_whom: str = ""
    follows: str = ""
    interpreter: str = ""


@dataclass(frozen=True)
class _Place:
    """Where something is written: the thread, its household, and whether it is new."""

    child: Child
    thread: Thread
    household: Household


def write_message(
    actor: Actor, child_id: UUID, thread: UUID, writing: Writing, now: datetime
) -> Message | Refusal:
    """Send a message to the other side of a thread, ask something, or answer what was asked (R14, R25)."""
    with operation(actor, Permission.THREAD_WRITE, now) as unit:
        here = _place(unit, actor, child_id, thread, Permission.THREAD_WRITE)
        if isinstance(here, Refusal):
            return unit.refuse(here)
        if refusal := refuse_text(writing.text):
            return unit.refuse(refusal)
        message = _keep(unit, actor, here, Message(text=writing.text.strip(), at=now, happened_at=now))
        told = Told(here.thread, here.household, message)
        asked = None
        if writing.answers:
            asked, told = (
                _answer(unit, actor, here, writing.answers, message),
                replace(told, event="question.answered"),
            )
        elif writing.asks:
            asked = _ask(unit, actor, here, writing, message)
        if isinstance(asked, Refusal):
            return unit.refuse(asked)
        tell_thread(unit, actor, told, asked)
        return message


@at_most(200, "contact.with_whom", "contact.interpreter")
def log_contact(
    actor: Actor, child_id: UUID, thread: UUID, contact: Contact, now: datetime
) -> Message | Refusal:
    """Write down a call, letter or conversation where the people it was with can read it, and nobody else at home."""
    with operation(actor, Permission.CALL_LOG, now) as unit:
        here = _place(unit, actor, child_id, thread, Permission.CALL_LOG)
        if isinstance(here, Refusal):
            return unit.refuse(here)
        refusal = refuse_text(contact.text) or (NOT_YET if contact.happened_at > now else None)
        if refusal:
            return unit.refuse(refusal)
        row = Message(
            kind=contact.kind, text=contact.text.strip(), with_whom=clean(contact.with_whom),
            interpreter=clean(contact.interpreter), follows=contact.follows.strip(), at=now,
            happened_at=contact.happened_at,
        )  # fmt: skip
        message = _keep(unit, actor, here, row)
        tell_thread(unit, actor, Told(here.thread, here.household, message, "contact.logged"))
        return message


def open_thread(
    unit: Unit, actor: Actor, child: Child, organisation_id: UUID, household: Household
) -> Thread:
    """The thread of a household, begun with the first thing said in it; inside an operation."""
    key = thread_id(child.id, organisation_id, household.ids)
    thread, is_new = Thread.in_unit.get_or_create(
        pk=key,
        defaults={
            "child": child,
            "organisation_id": organisation_id,
            "begun_at": unit.at,
            "last_at": unit.at,
        },
    )
    if is_new:
        for one in household.members:
            member = ThreadMember(
                thread=thread, person_id=one.person_id, name=one.name, relationship=one.relationship
            )
            member.save(force_insert=True)
        unit.record("thread.begun", thread, child_id=child.id)
    return thread


def _place(
    unit: Unit, actor: Actor, child_id: UUID, wanted: UUID, permission: Permission
) -> _Place | Refusal:
    """Where the actor may write today; not found for what is not theirs, and why not for what has ended."""
    child = Child.objects.permitting(actor, permission, child_id).first()
    organisation_id = place_of(actor, child_id) if child else None
    if child is None or organisation_id is None:
        return NOT_FOUND
    household = live_households(actor, child_id, organisation_id).get(wanted)
    if household:
        return _Place(child, open_thread(unit, actor, child, organisation_id, household), household)
    rows = Thread.objects.permitting(actor, permission, child_id)
    return APART_NOW if rows.filter(pk=wanted, organisation_id=organisation_id).exists() else NOT_FOUND


def _keep(unit: Unit, actor: Actor, here: _Place, message: Message) -> Message:
    assert actor.person_id  # the permission was held, so somebody is signed in
    message.child, message.thread = here.child, here.thread
    message.author_id, message.author_name = actor.person_id, actor.name
    message.author_role = describes(actor, own_standing(actor, here.child.id))
    message.from_family = actor.is_family
    message.save(force_insert=True)
    here.thread.last_at = unit.at
    here.thread.save(update_fields=["last_at"])
    verb = "message.sent" if message.kind == MessageKind.MESSAGE else "contact.logged"
    unit.record(verb, message, child_id=here.child.id, after={"kind": str(message.kind)})
    return message


def _ask(unit: Unit, actor: Actor, here: _Place, writing: Writing, message: Message) -> Question | Refusal:
    """Make the message a question with an owner and a day."""
    can = _who_can_answer(actor, here)
    if not can:
        return NOBODY_ANSWERS
    owner = writing.owner or next(iter(can))
    if owner not in can:
        return NOT_THEIRS
    today = unit.at.astimezone(LONDON).date()
    due_on = writing.due_on or statute.on(today).due_on(ANSWER_WITHIN, today)
    if refusal := refuse_due(due_on, today):
        return refusal
    row = Question(
        child=here.child, thread=here.thread, message=message, to_family=not actor.is_family, owner_id=owner,
        owner_name=can[owner], due_on=due_on,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("question.asked", row, child_id=here.child.id, after={"due_on": due_on.isoformat()})
    tell_owner(unit, actor, row, "question.asked")
    return row


def _who_can_answer(actor: Actor, here: _Place) -> dict[UUID, str]:
    """The other side: staff for the family's question, the household for the setting's."""
    if not actor.is_family:
        return {one.person_id: one.name for one in here.household.members}
    staff = staff_who_answer(actor, here.child.id, here.thread.organisation_id)
    return {one.person_id: one.name for one in staff}


def _answer(
    unit: Unit, actor: Actor, here: _Place, question_id: UUID, message: Message
) -> Question | Refusal:
    """Let the message be the answer. Anyone of the side that was asked may answer for the owner."""
    rows = Question.objects.permitting(actor, Permission.THREAD_WRITE, here.child.id).select_related(
        "message"
    )
    row = rows.filter(pk=question_id, thread=here.thread, to_family=actor.is_family).first()
    if row is None:
        return NOT_FOUND
    if row.answered_at:
        return ANSWERED
    row.answer, row.answered_at = message, unit.at
    row.save(update_fields=["answer", "answered_at"])
    unit.record("question.answered", row, child_id=here.child.id)
    return row


def hand_question(
    actor: Actor, child_id: UUID, question_id: UUID, to: UUID, due_on: date, now: datetime
) -> Question | Refusal:
    """Give a family's question to a colleague, or another day to answer it by; both sides see who and when."""
    with operation(actor, Permission.THREAD_WRITE, now) as unit:
        rows = Question.objects.permitting(actor, Permission.THREAD_WRITE, child_id).select_related("thread")
        row = rows.filter(pk=question_id, to_family=False).first() if not actor.is_family else None
        if row is None:
            return NOT_FOUND
        staff = {
            one.person_id: one.name for one in staff_who_answer(actor, child_id, row.thread.organisation_id)
        }
        refusal = (
            (ANSWERED if row.answered_at else None)
            or (NOT_THEIRS if to not in staff else None)
            or refuse_due(due_on, actor.on)
        )
        if refusal:
            return unit.refuse(refusal)
        before = {"owner": str(row.owner_id), "due_on": row.due_on.isoformat()}
        handed = row.owner_id != to
        row.owner_id, row.owner_name, row.due_on = to, staff[to], due_on
        row.handed_by_name = actor.name if handed else row.handed_by_name
        row.save(update_fields=["owner_id", "owner_name", "due_on", "handed_by_name"])
        after = {"owner": str(to), "due_on": due_on.isoformat()}
        unit.record("question.handed", row, child_id=child_id, before=before, after=after)
        if handed:
            tell_owner(unit, actor, row, "question.handed")
        return row


def note_read(
    actor: Actor, child_id: UUID, thread_id: UUID, stretch: tuple[datetime, datetime], now: datetime
) -> None:
    """Note that the actor was shown a stretch of a thread that held something new to them (R13).

    Like the log of who opened a record it is appended when a page is shown. The notices that led there are read too.
    """
    with operation(actor, Permission.THREAD_READ, now) as unit:
        rows = Thread.objects.permitting(actor, Permission.THREAD_READ, child_id)
        thread = rows.filter(pk=thread_id).first()
        if thread is None:
            return
        row = Reading(
            child_id=child_id, thread=thread, person_id=actor.person_id, person_name=actor.name,
            from_family=actor.is_family, first_at=stretch[0], upto_at=stretch[1], at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("thread.read", row, child_id=child_id)
        note_seen(unit, actor, thread_path(child_id, thread_id))

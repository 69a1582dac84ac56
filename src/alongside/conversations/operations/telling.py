"""Whom something written in a thread is told to: the other side, once until they have looked."""

from dataclasses import dataclass
from uuid import UUID

from alongside.access.actor import Actor
from alongside.conversations.households.access import Household, times_read
from alongside.conversations.models import Message, Question, Thread
from alongside.conversations.queries.who_writes import staff_who_answer, told_first
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell


@dataclass(frozen=True)
class Told:
    """What was written, and where."""

    thread: Thread
    household: Household
    message: Message
    event: str = "thread.message"

    @property
    def path(self) -> str:
        return thread_path(self.thread.child_id, self.thread.id)


def thread_path(child_id: UUID, thread_id: UUID) -> str:
    """Where a thread is read."""
    return f"/children/{child_id}/messages/{thread_id}/"


def tell_thread(unit: Unit, actor: Actor, told: Told, question: Question | None = None) -> None:
    """Tell the household of what the setting wrote, and the child's staff of what the family wrote.

    A message is told once until its reader has looked, so ten messages in an hour are one e-mail. The owner of a
    question is told of the question instead; whoever asked is told of the answer.
    """
    people = _others(actor, told)
    if question and question.answer_id:
        people.append(question.message.author_id)
    elif question:
        people = [one for one in people if one != question.owner_id]
    for person_id in dict.fromkeys(people):
        if person_id != actor.person_id:
            tell(unit, person_id, told.thread.child_id, told.event, told.path, _key(told, person_id))


def tell_owner(unit: Unit, actor: Actor, question: Question, event: str) -> None:
    """Tell whoever is to answer a question, unless they gave it to themselves."""
    if question.owner_id != actor.person_id:
        path = thread_path(question.child_id, question.thread_id)
        tell(
            unit,
            question.owner_id,
            question.child_id,
            event,
            path,
            f"{event}:{question.id}:{question.due_on}",
        )


def _key(told: Told, person_id: UUID) -> str:
    if told.event == "thread.message":
        return f"thread.message:{told.thread.id}:{times_read(told.thread.id, person_id)}"
    return f"{told.event}:{told.message.id}"


def _others(actor: Actor, told: Told) -> list[UUID]:
    found = list(told.household.ids)
    if actor.is_family:
        staff = staff_who_answer(actor, told.thread.child_id, told.thread.organisation_id)
        found += told_first(staff)
    return found

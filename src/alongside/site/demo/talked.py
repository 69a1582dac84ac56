"""Steps of a story in which people write to each other, tell good news, note a call, and send a document."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.conversations.choices.threads import MessageKind
from alongside.conversations.operations.good_news import Good, say_back, send_good_news
from alongside.conversations.operations.sent_links import (
    ToSend,
    open_document,
    prepare_link,
    send_link,
    withdraw_link,
)
from alongside.conversations.operations.threads import Contact, Writing, log_contact, note_read, write_message
from alongside.conversations.queries.threads import question_of, thread_view, threads_of
from alongside.kernel.refusal import Refusal
from alongside.site.demo.chance import dice
from alongside.site.demo.pictures import drawing

Step = Mapping[str, Any]


def _thread(story: Any, actor: Actor, step: Step) -> UUID:
    """The thread of the person named in the step; the teller's own where nobody is named."""
    name = story.people[step["with"]].person.name if "with" in step else actor.name
    lines = threads_of(actor, story.child_id)
    found: UUID = next(one.id for one in lines if one.is_live and name in one.whose)
    return found


def _say(story: Any, actor: Actor, step: Step, now: datetime) -> Any:
    """Read what is there, then write; a question where `asks` is set, an answer where `to` names one."""
    thread = _thread(story, actor, step)
    view = thread_view(actor, story.child_id, thread)
    if view and view.unread:
        note_read(actor, story.child_id, thread, view.unread, now - timedelta(minutes=4))
    answers = _question(story, actor, view) if step.get("answers") else None
    writing = Writing(step["text"], asks=bool(step.get("asks")), answers=answers)
    return write_message(actor, story.child_id, thread, writing, now)


def _question(story: Any, actor: Actor, view: Any) -> UUID | None:
    """The oldest question that waits for the teller's side."""
    waiting = [one.id for one in view.open_questions if one.to_family == actor.is_family] if view else []
    return waiting[0] if waiting and question_of(actor, story.child_id, waiting[0]) else None


def _call(story: Any, actor: Actor, step: Step, now: datetime) -> Any:
    name = story.people[step["with"]].person.name
    kind = MessageKind(step.get("kind", "call"))
    contact = Contact(kind, step["text"], now - timedelta(minutes=10), name, step.get("follows", ""))
    return log_contact(actor, story.child_id, _thread(story, actor, step), contact, now)


def _good_news(story: Any, actor: Actor, step: Step, now: datetime) -> Any:
    picture = drawing(step["what"], dice("news", step["what"])) if "what" in step else b""
    good = Good(step["text"], picture, description=step.get("description", ""))
    return send_good_news(actor, story.child_id, good, now)


def _thank(story: Any, actor: Actor, step: Step, now: datetime) -> Any:
    return say_back(actor, story.child_id, story.made[step["to"]].id, step["text"], now)


def _send(story: Any, actor: Actor, step: Step, now: datetime) -> Any:
    to = story.people[step["with"]].person.id
    wanted = ToSend(step["what"], to, file=step.get("text", "").encode(), name=step.get("name", ""))
    ready = prepare_link(actor, story.child_id, wanted, now)
    return ready if isinstance(ready, Refusal) else send_link(actor, story.child_id, ready.id, now)


def _open(story: Any, actor: Actor, step: Step, now: datetime) -> Any:
    """Within two days of its sending: a link lasts a month, and holidays are longer."""
    sent = story.made[step["to"]]
    soon = sent.sent_at + timedelta(days=2)
    return open_document(actor, sent.secret, min(now, soon))


def _withdraw(story: Any, actor: Actor, step: Step, now: datetime) -> Any:
    return withdraw_link(actor, story.child_id, story.made[step["to"]].id, now)


TALKING: Mapping[str, Callable[[Any, Actor, Step, datetime], Any]] = {
    "say": _say, "call": _call, "good-news": _good_news, "thank": _thank, "send": _send, "open": _open,
    "withdraw": _withdraw,
}  # fmt: skip

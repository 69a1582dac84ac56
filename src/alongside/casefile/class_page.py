"""A class as its teacher needs it: a line a child with today's help, progress, good news, what is due (R1, S9)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.casefile.registers import RegisterLine, class_list
from alongside.casefile.waiting import waiting_for
from alongside.conversations.queries.of_class import last_good_news
from alongside.kernel.chronicle import Waiting
from alongside.support.queries.of_class import HelpToday, NewestMeasure, help_on, newest_measures


@dataclass(frozen=True)
class ClassLine:
    """One child of the class."""

    line: RegisterLine
    help: tuple[HelpToday, ...]
    measure: NewestMeasure | None
    news_on: date | None
    due: Waiting | None


def class_page(actor: Actor, group_id: UUID) -> tuple[ClassLine, ...] | None:
    """The children with a place in the class today; None for a class that is not the actor's."""
    lines = class_list(actor, group_id)
    if not lines:
        return None if lines is None else ()
    ids = tuple(one.child.id for one in lines)
    help_, measures = help_on(actor, ids, actor.on), newest_measures(actor, ids)
    news = last_good_news(actor, ids)
    due: dict[UUID | None, Waiting] = {}
    for one in waiting_for(actor):  # the soonest of each child comes first
        due.setdefault(one.child_id, one)
    return tuple(
        ClassLine(one, tuple(help_.get(key, ())), measures.get(key), news.get(key), due.get(key))
        for one in lines
        for key in [one.child.id]
    )

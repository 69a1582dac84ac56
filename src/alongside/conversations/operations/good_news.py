"""Telling good news in seconds, from the setting or from home, and saying something back (R3)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import describes, own_standing
from alongside.conversations.households.access import households_of
from alongside.conversations.models import GoodNews, NewsReply, Thread
from alongside.conversations.operations.threads import open_thread
from alongside.conversations.queries.who_writes import (
    live_households,
    place_of,
    staff_who_answer,
    told_first,
)
from alongside.conversations.rules.good_news import refuse_news
from alongside.documents.choices import PictureKind
from alongside.documents.operations import NewPicture, keep_picture
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.platform import images


@dataclass(frozen=True)
class Good:
    """Good news as it is sent: the words, and a picture if there is one."""

    text: str
    picture: bytes = b""
    kind: PictureKind = PictureKind.OTHER
    description: str = ""
    child_agrees: bool = False


def send_good_news(actor: Actor, child_id: UUID, good: Good, now: datetime) -> GoodNews | Refusal:
    """Tell good news: from the setting to every home of the child, from a home to the setting."""
    drawn = images.read_picture(good.picture) if good.picture else None
    if isinstance(drawn, Refusal):
        return drawn
    with operation(actor, Permission.NEWS_SEND, now) as unit:
        child = Child.objects.permitting(actor, Permission.NEWS_SEND, child_id).first()
        place = place_of(actor, child_id) if child else None
        if child is None or place is None:
            return NOT_FOUND
        if refusal := refuse_news(good.text):
            return unit.refuse(refusal)
        picture = None
        if drawn:
            new = NewPicture(drawn, good.kind, good.description, good.child_agrees)
            kept = keep_picture(actor, child, new, "news", now)
            if isinstance(kept, Refusal):
                return unit.refuse(kept)
            picture = kept
        row = GoodNews(
            child=child, organisation_id=place, thread=_own_thread(unit, actor, child, place), text=good.text.strip(),
            picture=picture, author_id=actor.person_id, author_name=actor.name, from_family=actor.is_family,
            author_role=describes(actor, own_standing(actor, child_id)), at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("good_news.sent", row, child_id=child_id, after={"picture": picture is not None})
        _tell(unit, actor, row)
        return row


def _own_thread(unit: Unit, actor: Actor, child: Child, place: UUID) -> Thread | None:
    """The thread of a family member's home; None at work, and for a child who has none of their own yet."""
    if not actor.is_family:
        return None
    own = next(iter(live_households(actor, child.id, place).values()), None)
    return open_thread(unit, actor, child, place, own) if own else None


def _tell(unit: Unit, actor: Actor, row: GoodNews) -> None:
    path = f"/children/{row.child_id}/good-news/"
    if row.from_family:
        people = told_first(staff_who_answer(actor, row.child_id, row.organisation_id))
    else:
        people = [key for home in households_of(row.child_id, actor.on) for key in home.ids]
    for person_id in dict.fromkeys(people):
        if person_id != actor.person_id:
            tell(unit, person_id, row.child_id, "good-news.sent", path, f"good-news.sent:{row.id}")


def say_back(actor: Actor, child_id: UUID, news_id: UUID, text: str, now: datetime) -> NewsReply | Refusal:
    """Say something back. Families answer whatever they were told; the setting answers what a family told it."""
    with operation(actor, Permission.NEWS_SEND, now) as unit:
        rows = GoodNews.objects.permitting(actor, Permission.NEWS_SEND, child_id).select_related("child")
        news = rows.filter(pk=news_id).first()
        if news is None or not (actor.is_family or news.from_family):
            return NOT_FOUND
        if refusal := refuse_news(text):
            return unit.refuse(refusal)
        own = _own_thread(unit, actor, news.child, news.organisation_id) if actor.is_family else news.thread
        reply = NewsReply(
            child=news.child, news=news, thread=own, text=text.strip(), author_id=actor.person_id,
            author_name=actor.name, author_role=describes(actor, own_standing(actor, child_id)), at=now,
        )  # fmt: skip
        reply.save(force_insert=True)
        unit.record("good_news.answered", reply, child_id=child_id)
        if news.author_id != actor.person_id and (news.from_family != actor.is_family):
            path = f"/children/{child_id}/good-news/"
            tell(unit, news.author_id, child_id, "good-news.answered", path, f"good-news.answered:{reply.id}")
        return reply

"""Good news about a child, newest first, with what was said back and the picture where it may be shown."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Within, stretch, within
from alongside.children.queries import ChildCard
from alongside.conversations.models import GoodNews, NewsReply
from alongside.design.addresses import page_address
from alongside.documents.choices import PictureKind
from alongside.documents.queries import FileView, file_of, photo_permissions
from alongside.documents.rules import DECIDES_ALONE_FROM
from alongside.kernel.chronicle import Entry, EntryKind, Reach

PAGE = 10


@dataclass(frozen=True)
class ReplyView:
    """What somebody said back."""

    name: str
    role: str
    text: str
    at: datetime
    mine: bool


@dataclass(frozen=True)
class NewsView:
    """One piece of good news."""

    id: UUID
    text: str
    name: str
    role: str
    at: datetime
    from_family: bool
    mine: bool
    picture: bool
    picture_words: str
    replies: tuple[ReplyView, ...]


@dataclass(frozen=True)
class NewsPage:
    """A page of good news, and the key of the next."""

    news: tuple[NewsView, ...]
    earlier: str


def photos_shown(actor: Actor, child: ChildCard) -> bool:
    """Whether photographs of the child may be shown now: a permission taken back hides them at once (O14)."""
    return child.age >= DECIDES_ALONE_FROM or bool(photo_permissions(actor, child.id))


def good_news_of(actor: Actor, child: ChildCard, before: tuple[datetime, UUID] | None = None) -> NewsPage:
    """A page of the good news that is for the actor."""
    rows = GoodNews.objects.permitting(actor, Permission.NEWS_READ, child.id).select_related("picture")
    if before:
        rows = rows.filter(Q(at__lt=before[0]) | Q(at=before[0], id__lt=before[1]))
    found = list(rows.order_by("-at", "-id")[: PAGE + 1])
    page = found[:PAGE]
    replies = NewsReply.objects.permitting(actor, Permission.NEWS_READ, child.id)
    said: dict[UUID, tuple[ReplyView, ...]] = {}
    for row in replies.filter(news_id__in=[one.id for one in page]).order_by("at", "id"):
        said[row.news_id] = (*said.get(row.news_id, ()), _reply(row, actor))
    photos = photos_shown(actor, child)
    earlier = f"{page[-1].at.isoformat()}~{page[-1].id}" if len(found) > PAGE else ""
    return NewsPage(tuple(_view(row, actor, said.get(row.id, ()), photos) for row in page), earlier)


def _reply(row: NewsReply, actor: Actor) -> ReplyView:
    return ReplyView(row.author_name, row.author_role, row.text, row.at, row.author_id == actor.person_id)


def _view(row: GoodNews, actor: Actor, replies: tuple[ReplyView, ...], photos: bool) -> NewsView:
    shown = row.picture is not None and (photos or row.picture.picture_kind != PictureKind.PHOTO_OF_CHILD)
    words = row.picture.description if row.picture and shown else ""
    return NewsView(
        row.id, row.text, row.author_name, row.author_role, row.at, row.from_family,
        row.author_id == actor.person_id, shown, words or "A picture sent with the good news", replies,
    )  # fmt: skip


def news_picture(actor: Actor, child: ChildCard, news_id: UUID) -> FileView | None:
    """The picture sent with good news; None where the news is not for the actor or the picture may not be shown."""
    rows = GoodNews.objects.permitting(actor, Permission.NEWS_READ, child.id)
    row = rows.filter(pk=news_id).first()
    if row is None or row.picture_id is None:
        return None
    found = file_of(actor, child.id, row.picture_id, Permission.NEWS_READ, purpose="news")
    if found and found.picture_kind == PictureKind.PHOTO_OF_CHILD and not photos_shown(actor, child):
        return None
    return found


def news_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Good news as lines of the child's story, newest first."""
    if not reach.wants(EntryKind.GOOD_NEWS) or not role_may(actor.role, Permission.NEWS_READ):
        return []
    url = page_address("conversations:good_news", child_id)
    return [
        Entry(row.at, row.id, EntryKind.GOOD_NEWS, "Good news", row.text, row.author_name, url)
        for row in _news(actor, child_id, within(reach))
    ]


@kept
def _news(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[GoodNews]:
    return stretch(GoodNews.objects.permitting(actor, Permission.NEWS_READ, child_id), bounds)

"""What every page of a child's plan starts from: who asks, about whom, who is around them, what may be done."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.policy import Permission, role_may
from alongside.access.routes import who_asks
from alongside.children.queries import ChildCard, StandsBy, open_child, stands_by
from alongside.conversations.queries.meeting_record import SaidAt, said_at
from alongside.design.addresses import page_address
from alongside.design.dates import day
from alongside.design.passages import PassageLink
from alongside.design.symbols import SYMBOLS
from alongside.plans.differently import SeenDifferently, seen_differently
from alongside.plans.people import abilities
from alongside.plans.provenance import provenance
from alongside.plans.queries import PlanSummary, live_plan
from alongside.platform.clock import now
from alongside.statute.wording import Voice as Reader
from alongside.voice.queries import Passage, words_to_open_with, writing_as
from alongside.voice.rules import Writer

if TYPE_CHECKING:
    from alongside.plans.web.cards import PassageCard

OPENS_WITH = ("matters-to-me", "name-i-like", "like-and-admire", "hopes")
"""Topics whose words say most about who a child is; a template without them opens with any words of the child's."""
_LONGEST_OPENING = 160

Result = TypeVar("Result")


@dataclass(frozen=True)
class Opened:
    """A child's record as one person opened it."""

    actor: Actor
    child: ChildCard
    around: tuple[StandsBy, ...]
    may: frozenset[Permission]
    standing: StandsBy | None
    writer: Writer

    @property
    def reader(self) -> Reader:
        """In whose wording the pages speak."""
        return Reader(self.writer.voice)

    @property
    def lead(self) -> StandsBy | None:
        """The one lead worker."""
        return next((one for one in self.around if one.kind is StandingKind.LEAD_WORKER), None)

    @property
    def setting(self) -> str:
        """The name of the setting the child attends."""
        return next((one.name for one in self.around if one.kind is StandingKind.ATTENDS), "")

    @cached_property
    def said_at(self) -> dict[UUID, SaidAt]:
        """Which passages were said at a meeting that the reader knows of."""
        return (
            said_at(self.actor, self.child.id) if role_may(self.actor.role, Permission.MEETING_READ) else {}
        )

    @cached_property
    def differently(self) -> dict[UUID | None, list[SeenDifferently]]:
        """What is seen differently, by the passage it stands beside; under None what is about the whole."""
        found: dict[UUID | None, list[SeenDifferently]] = {}
        for one in seen_differently(self.actor, self.child.id):
            found.setdefault(one.statement_id, []).append(one)
        return found

    @property
    def raise_page(self) -> str:
        """Where the reader says that they see something differently; nothing for those it is not for."""
        may = Permission.DISAGREEMENT_RAISE in self.may
        return elsewhere("disputes:raise", self.child.id) if may else ""

    def links(self, card: "PassageCard", may_comment: bool) -> list[PassageLink]:
        """What the reader can do with a passage, and where more is said of it."""
        one, about = card.passage, f"“{card.short}”"
        found = []
        if may_comment:
            found.append(PassageLink(self._page("plans:comment_on", one.id), "Comment", f" on {about}"))
        if card.changeable:
            found.append(PassageLink(self._page("plans:change", one.id), "Change", f" {about}"))
            found.append(PassageLink(self._page("plans:end", one.id), "Take out", f" {about}"))
        if met := self.said_at.get(one.id):
            words = f"From the meeting of {day(met.starts_at)}"
            found.append(
                PassageLink(self._page("conversations:meeting", met.meeting_id), words, f": {about}")
            )
        if self._raises and not one.private and not card.changeable:
            href = f"{self._raises}?about={one.id}"
            found.append(PassageLink(href, "I see this differently", f": {about}"))
        if one.edition > 1:
            found.append(PassageLink(self._page("plans:history", one.id), "Earlier texts", f" of {about}"))
        return found

    def _page(self, name: str, key: UUID) -> str:
        return page_address(name, self.child.id, key)

    @cached_property
    def _raises(self) -> str:
        return self.raise_page

    @property
    def edits(self) -> bool:
        """Whether the reader keeps this plan: a SENCo, or the child's lead worker."""
        return Permission.PLAN_EDIT in self.may

    @property
    def proposes(self) -> bool:
        """Whether the reader may put this plan to the family."""
        return Permission.PLAN_PROPOSE in self.may

    @property
    def writes(self) -> bool:
        """Whether the reader may write passages."""
        return Permission.PASSAGE_WRITE in self.may

    @property
    def child_page(self) -> str:
        """The child's own page, where this installation has one."""
        return elsewhere("casefile:child", self.child.id)

    @property
    def who_page(self) -> str:
        """Who can see, and who has looked; nothing for those it is not for."""
        return elsewhere("casefile:who", self.child.id) if Permission.LOOKS_READ in self.may else ""


def open_for(request: HttpRequest, child_id: UUID, permission: Permission) -> Opened:
    """Open the child for the reader and note it in the access log. Raises Http404 where they may not."""
    actor = who_asks(request)
    child = open_child(actor, child_id, permission, now())
    if child is None:
        raise Http404
    around = tuple(stands_by(actor, child_id))
    mine = [
        one
        for one in around
        if actor.is_family and one.person_id == actor.person_id and one.organisation_id is None
    ]
    standing = mine[0] if mine else None
    request.known_around = (child, around)  # type: ignore[attr-defined]
    may = abilities(actor, child_id)
    writer = writing_as(actor, standing, keeps_the_plan=Permission.PLAN_EDIT in may)
    return Opened(actor, child, around, may, standing, writer)


def plan_of(opened: Opened) -> PlanSummary:
    """The child's live plan. Raises Http404 when there is none to see."""
    plan = live_plan(opened.actor, opened.child.id)
    if plan is None:
        raise Http404
    return plan


@dataclass(frozen=True)
class Banner:
    """The child, as every page about them opens; `full` with the child's own words."""

    name: str
    picture: str
    words: str
    words_line: str
    details: tuple[str, ...]
    full: bool = True


def banner(opened: Opened, passages: list[Passage]) -> Banner:
    """The child's picture, short facts, and their own words first."""
    child = opened.child
    own = words_to_open_with(passages, OPENS_WITH)
    details = (f"{child.age} years old", child.year, opened.setting)
    return Banner(
        child.called,
        picture_address(child),
        shortened(own.text) if own else "",
        provenance(own) if own else "",
        tuple(part for part in details if part),
    )


def small_banner(opened: Opened) -> Banner:
    """For pages with one thing to do: the child's name and picture without the words."""
    return replace(banner(opened, []), words="", words_line="", full=False)


def picture_address(child: ChildCard) -> str:
    """Where a page fetches the child's picture; nothing where there is none."""
    return elsewhere("documents:file", child.id, child.picture_id) if child.picture_id else ""


def elsewhere(name: str, *parts: object) -> str:
    """The address of a page by its full name; nothing where this installation has no such page."""
    try:
        return page_address(name, *parts)
    except NoReverseMatch:
        return ""


def shortened(text: str, longest: int = _LONGEST_OPENING) -> str:
    """The beginning of a text on one line, cut between words."""
    line = " ".join(text.split())
    return line if len(line) <= longest else line[:longest].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def drawn(concept: str) -> str:
    """The concept, where the set has a symbol for it: a template may name one that is not drawn."""
    return concept if concept in SYMBOLS else ""

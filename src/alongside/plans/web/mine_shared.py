"""What every page of a person's own part starts from: who writes, about whom, in whose voice, who may read it."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import Http404, HttpRequest
from django.urls import NoReverseMatch, reverse

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import who_asks
from alongside.children.queries import ChildCard, held, open_child, setting_of
from alongside.children.readers import MayRead, may_read
from alongside.children.sharing.trusted import trusted_adult
from alongside.plans.asking import AskedSection, Wording, asked_of, started_topics
from alongside.plans.queries import PlanSummary, live_plan
from alongside.plans.templates import newest_template
from alongside.platform.clock import now
from alongside.statute.plan_shapes import PlanTemplate
from alongside.statute.wording import SPEAKS_FROM_AGE, YOUNG_PERSON_FROM_AGE
from alongside.statute.wording import Voice as Reader
from alongside.voice.choices import Gathered, Voice
from alongside.voice.queries import Passage, Unfinished, passages_of, unfinished
from alongside.voice.rules import Writer

TOGETHER = (
    Gathered.SAID, Gathered.SIGNED, Gathered.DRAWN, Gathered.ON_PAPER, Gathered.OBSERVED, Gathered.TOLD_BY_PARENT,
)  # fmt: skip
"""How a child can tell an adult who writes it down. Typing is not among them: then the child is at the keys."""
_STALE_AFTER_DAYS = 90


@dataclass(frozen=True)
class Mine:
    """One visit to one's own part. With `how`, an adult writes down what the child tells them that way."""

    actor: Actor
    child: ChildCard
    readers: tuple[MayRead, ...]
    plan: PlanSummary | None
    how: Gathered | None = None

    @cached_property
    def own_kind(self) -> StandingKind | None:
        """In what standing a family member comes; None for staff."""
        mine = next((one.kind for one in self.readers if one.is_reader), None)
        return mine if self.actor.is_family else None

    @property
    def is_child(self) -> bool:
        """The child or young person themselves is here."""
        return self.own_kind is StandingKind.CHILD

    @cached_property
    def writer(self) -> Writer:
        """In which voice this person writes when they speak for themselves."""
        own = Voice.CHILD if self.is_child else Voice.PARENT if self.actor.is_family else Voice.PROFESSIONAL
        # Asked for this child: a role that keeps the plans of some children keeps not all.
        scribes = not self.actor.is_family and bool(held(self.actor, self.child.id, (Permission.PLAN_EDIT,)))
        return Writer(self.actor.person_id, self.actor.name, own, scribes)

    @property
    def wording(self) -> Wording:
        """In whose voice the answers are kept, and in whose wording the questions are put."""
        if self.how:
            return Wording(Voice.CHILD, Reader.CHILD, self.child)
        return Wording(Voice(self.writer.voice), Reader(self.writer.voice), self.child)

    @property
    def for_child(self) -> bool:
        """Drawn large, with pictures: a child of 5 to 12 is looking, alone or beside an adult."""
        looking = self.is_child or self.how is not None
        return looking and SPEAKS_FROM_AGE <= self.child.age < YOUNG_PERSON_FROM_AGE

    @property
    def child_signs_in(self) -> bool:
        """The child has a way in of their own, so words kept just for them can be read by them."""
        return any(one.kind is StandingKind.CHILD for one in self.readers)

    @cached_property
    def trusted(self) -> str:
        """The adult who reads the child's private words, for the child and for that adult; nothing for others."""
        found = trusted_adult(self.actor, self.child.id) if self.actor.person_id else None
        return found.name if found and found.reads else ""

    @cached_property
    def template(self) -> PlanTemplate:
        """The template of the live plan; before there is one, that of the setting."""
        if self.plan:
            return self.plan.template
        setting = setting_of(self.actor, self.child.id)
        return newest_template(setting.plan_template if setting else "one-plan")

    @cached_property
    def passages(self) -> list[Passage]:
        """Every passage this person may read, in one query."""
        return passages_of(self.actor, self.child.id)

    @cached_property
    def sections(self) -> tuple[AskedSection, ...]:
        """What is asked of this writer, with what they told and began."""
        drafts = started_topics(self.drafts, self.draft_suffix)
        return asked_of(self.template, self.wording, self.writer, self.passages, drafts)

    @cached_property
    def drafts(self) -> list[Unfinished]:
        """What this person is in the middle of writing about the child."""
        return unfinished(self.actor, self.child.id)

    def draft_of(self, key: str) -> Unfinished | None:
        """The new passage begun under a topic, in this way of writing."""
        kept_under = key + self.draft_suffix
        return next(
            (one for one in self.drafts if one.statement_id is None and one.topic == kept_under), None
        )

    @property
    def draft_suffix(self) -> str:
        """Keeps a draft written for the child apart from the same person's own."""
        return f"--{self.how}" if self.how else ""

    def address(self, name: str, *parts: object) -> str:
        """The address of one of these pages about this child."""
        return reverse(f"plans:{name}", args=(self.child.id, *parts))

    @property
    def start_address(self) -> str:
        """Where one chooses what to write about."""
        return self.address("together_topics", self.how.value) if self.how else self.address("my_part")

    def topic_address(self, key: str, ask: int = 0) -> str:
        """The page of one topic, at one of its questions."""
        here = (
            self.address("together_topic", self.how.value, key) if self.how else self.address("my_topic", key)
        )
        return f"{here}?ask={ask}" if ask else here

    @property
    def picture(self) -> str:
        """Where the child's picture is, or nothing."""
        return picture_address(self.child)


def is_stale(passage: Passage, mine: Mine) -> bool:
    """Whether words have stood so long (about a term) that it is fair to ask if they are still right."""
    return (mine.actor.on - passage.as_of).days > _STALE_AFTER_DAYS


def picture_address(child: ChildCard) -> str:
    """Where the child's picture is served, or nothing when there is none."""
    return reverse("documents:file", args=(child.id, child.picture_id)) if child.picture_id else ""


def address_or_nothing(name: str, *parts: object) -> str:
    """The address of a page another part of the product may have."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""


def open_mine(request: HttpRequest, child_id: UUID, permission: Permission, how: str = "") -> Mine:
    """Open the child's record for this visit. Raises Http404 alike for absent, unseen and impossible."""
    actor = who_asks(request)
    child = open_child(actor, child_id, permission, now())
    if child is None:
        raise Http404
    gathered = how_told(how)
    readers = tuple(may_read(actor, child_id, child.called))
    mine = Mine(actor, child, readers, live_plan(actor, child_id), gathered)
    if gathered and mine.is_child:
        raise Http404
    return mine


def how_told(how: str) -> Gathered | None:
    """The way of telling an address names; None for none. Raises Http404 for one that is not there."""
    if not how:
        return None
    found = next((one for one in TOGETHER if one.value == how), None)
    if found is None:
        raise Http404
    return found

"""One section of a plan: its topics with their passages, needs by area, outcomes, people, answers."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.plans.helped import Helped, who_helped
from alongside.plans.layout import SectionView, lay_out
from alongside.plans.queries import AnswerView, PlanSummary, comments_on, plan_version
from alongside.plans.web.cards import (
    OutcomeCard,
    TopicCard,
    by_statement,
    circle_drawn,
    may_comment,
    outcome_cards,
    topic_cards,
)
from alongside.plans.web.next_step import address_of
from alongside.plans.web.opened import Banner, Opened, banner, drawn, open_for, plan_of
from alongside.statute.guidance import guidance_for
from alongside.statute.plan_shapes import SectionKind
from alongside.statute.wording import Wording
from alongside.voice.queries import Passage, Unfinished, circle_of, passages_of, unfinished

CANNOT_WRITE = Refusal(
    "words.reader",
    "You can read this part.",
    "The child, the family and those who work with them write in it.",
)


@dataclass(frozen=True)
class Beside:
    """A section beside this one, to go on to."""

    key: str
    title: str


@dataclass(frozen=True)
class SectionPage:
    """One section as the reader sees it."""

    opened: Opened
    banner: Banner
    plan: PlanSummary
    view: SectionView
    symbol: str
    topics: tuple[TopicCard, ...]
    outcomes: tuple[OutcomeCard, ...]
    circle: str
    circle_href: str
    helped: Helped | None
    answers: tuple[AnswerView, ...]
    hopes_there: bool
    unfinished: tuple[tuple[Unfinished, str], ...]
    parts: tuple[Beside, ...]
    may_comment: bool
    no_writing: Refusal = CANNOT_WRITE

    @property
    def place(self) -> int:
        """Which of the plan's parts this is, counted from 0."""
        return [one.key for one in self.parts].index(self.view.key)

    @property
    def before(self) -> Beside | None:
        return self.parts[self.place - 1] if self.place else None

    @property
    def after(self) -> Beside | None:
        return self.parts[self.place + 1] if self.place + 1 < len(self.parts) else None


@needs(Permission.PLAN_READ)
def section(request: HttpRequest, child_id: UUID, section: str) -> HttpResponse:
    """One section of the child's plan."""
    opened = open_for(request, child_id, Permission.PLAN_READ)
    plan = plan_of(opened)
    if section not in {one.key for one in plan.template.sections}:
        raise Http404
    shape = plan.template.section(section)
    passages = passages_of(opened.actor, child_id)
    circle = circle_of(opened.actor, child_id) if shape.kind is SectionKind.CIRCLE else []
    sections = lay_out(plan.template, opened.child, passages, circle, opened.reader)
    view = next(one for one in sections if one.key == section)
    comments = by_statement(comments_on(opened.actor, plan))
    hopes = {
        topic.key for one in plan.template.sections if one.kind is SectionKind.HOPES for topic in one.topics
    }
    content = SectionPage(
        opened, banner(opened, passages), plan, view, drawn(view.symbol),
        _with_guidance(topic_cards(view, opened, comments), opened),
        outcome_cards(view.outcomes, opened, comments), circle_drawn(circle, opened),
        address_of("circle", child_id) if opened.writes else "",
        _helped(opened, view, passages), _answers(opened, view),
        any(one.topic in hopes for one in passages), _unfinished(opened, view),
        tuple(Beside(one.key, one.title) for one in sections), may_comment(opened),
    )  # fmt: skip
    return page(request, "plans/section.html", content, title=_without_name(shape.title, opened))


def _without_name(title: Wording, opened: Opened) -> str:
    """The heading as the reader has it; where it names the child, as the child would say it: titles name nobody."""
    words = title.for_age(opened.child.age, opened.reader)
    return title.child if "{name}" in words else words


def _with_guidance(cards: tuple[TopicCard, ...], opened: Opened) -> tuple[TopicCard, ...]:
    """Beside each area of need, what any setting can try first at this age (O28)."""
    return tuple(
        replace(card, to_try=guidance_for(card.view.key.removeprefix("need-"), opened.child.age).strategies)
        if card.view.key.startswith("need-") and not opened.actor.is_family
        else card
        for card in cards
    )


def _helped(opened: Opened, view: SectionView, passages: list[Passage]) -> Helped | None:
    """The three lists of people who helped, on the part of the plan that is about them."""
    if view.kind is not SectionKind.PEOPLE:
        return None
    return who_helped(opened.actor, opened.child, opened.around, passages)


def _answers(opened: Opened, view: SectionView) -> tuple[AnswerView, ...]:
    if view.kind is not SectionKind.AGREEMENT:
        return ()
    version = plan_version(opened.actor, opened.child.id)
    return version.answers if version else ()


def _unfinished(opened: Opened, view: SectionView) -> tuple[tuple[Unfinished, str], ...]:
    """What the reader was in the middle of writing here, with the heading it belongs to."""
    if not opened.writes:
        return ()
    headings = {topic.key: topic.heading for topic in view.topics}
    drafts = unfinished(opened.actor, opened.child.id)
    return tuple((one, headings[one.topic]) for one in drafts if one.topic in headings and one.text.strip())

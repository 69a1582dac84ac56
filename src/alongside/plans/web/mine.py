"""My part: what there is to write, as a short friendly list, with what was told already beside it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.conversations.queries.invitations import AskedOfMe, asked_of_me
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import shorten
from alongside.people.queries import my_communication
from alongside.plans.asking import Asked, next_to_ask
from alongside.plans.operations import start_plan
from alongside.plans.provenance import provenance
from alongside.plans.web.mine_shared import Mine, address_or_nothing, is_stale, open_mine
from alongside.plans.web.mine_symbols import concept
from alongside.platform.clock import now
from alongside.statute.phrases import Phrases, phrases_in
from alongside.statute.wording import SPEAKS_FROM_AGE, YOUNG_PERSON_FROM_AGE
from alongside.voice.choices import Voice


@dataclass(frozen=True)
class TopicLine:
    """One thing to write about, as the list shows it. `state` is new, begun, told or ask (still right?)."""

    heading: str
    href: str
    concept: str
    state: str
    words: str
    when: date | None = None


@dataclass(frozen=True)
class TopicGroup:
    """The topics of one part of the plan."""

    title: str
    introduction: str
    topics: tuple[TopicLine, ...]


@dataclass(frozen=True)
class MyPartPage:
    """Everything this person may write, and what to begin with."""

    mine: Mine
    groups: tuple[TopicGroup, ...]
    first: TopicLine | None
    first_question: str
    circle_href: str
    together_href: str
    start_href: str
    plan_href: str
    child_words: str
    child_words_line: str
    asked: tuple[AskedOfMe, ...] = ()
    phrases: Phrases | None = None


@needs(Permission.PASSAGE_WRITE)
@require_safe
def my_part(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What there is to write: for a parent, a carer, a young person, a child, and those who work with them."""
    mine = open_mine(request, child_id, Permission.PASSAGE_WRITE)
    first = next_to_ask(mine.sections)
    quote, line = _childs_own(mine)
    shown = MyPartPage(
        mine=mine,
        groups=groups_of(mine),
        first=topic_line(mine, first) if first else None,
        first_question=first.question(1) if first else "",
        circle_href=mine.address("circle"),
        together_href=together_address(mine),
        start_href=mine.address("my_start") if _may_start(mine) else "",
        plan_href=address_or_nothing("plans:plan", child_id) if mine.plan else "",
        child_words=quote,
        child_words_line=line,
        asked=tuple(asked_of_me(mine.actor, child_id)),
        phrases=phrases_in(my_communication(mine.actor).language) if mine.actor.is_family else None,
    )
    return page(request, "plans/mine/my_part.html", shown, title="Write your part")


def groups_of(mine: Mine) -> tuple[TopicGroup, ...]:
    """The sections asked of this writer, each with its topics as lines."""
    return tuple(
        TopicGroup(
            section.title, section.introduction, tuple(topic_line(mine, one) for one in section.topics)
        )
        for section in mine.sections
    )


def topic_line(mine: Mine, topic: Asked) -> TopicLine:
    """How far a topic has come, in words that do not press."""
    state, words, when = "new", topic.question(1), None
    if topic.told:
        newest = max(topic.told, key=lambda one: one.as_of)
        when = newest.as_of
        state = "ask" if is_stale(newest, mine) else "told"
        words = "Only for you" if newest.private else shorten(newest.text, 80)
    if topic.draft:
        state, words = "begun", shorten(topic.draft, 80)
    return TopicLine(topic.heading, mine.topic_address(topic.key), concept(topic.symbol), state, words, when)


def _childs_own(mine: Mine) -> tuple[str, str]:
    """A few words of the child's own to open the page with, and whose and when."""
    own = [one for one in mine.passages if one.voice is Voice.CHILD and not one.private]
    first = next((one for one in own if one.topic in ("hopes", "matters-to-me")), own[0] if own else None)
    return (shorten(first.text, 160), provenance(first)) if first else ("", "")


def together_address(mine: Mine) -> str:
    """Where an adult helps the child write; for a child under 5 straight to what the adult sees."""
    if mine.is_child:
        return ""
    if mine.child.age < SPEAKS_FROM_AGE:
        return mine.address("together_topics", "observed")
    return mine.address("together")


def _may_start(mine: Mine) -> bool:
    """A parent, or a young person of 13 or more, is offered to start; the operation decides."""
    if mine.plan or not mine.actor.is_family:
        return False
    own = mine.own_kind
    return own is not None and (
        own.value == "parent" or (mine.is_child and mine.child.age >= YOUNG_PERSON_FROM_AGE)
    )


@needs(Permission.PLAN_START)
@require_POST
def start(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Start the plan from here; what was written before is in it already."""
    mine = open_mine(request, child_id, Permission.PLAN_START)
    result = start_plan(mine.actor, child_id, now())
    if isinstance(result, Refusal):
        messages.info(request, str(result))
    else:
        messages.success(request, "The plan has started. What you wrote is in it already.")
    return redirect(mine.address("my_part"))

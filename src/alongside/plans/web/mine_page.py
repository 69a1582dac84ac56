"""The child's own page, who can see it, and writing it together with an adult."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs
from alongside.design.page import page
from alongside.kernel.text import possessive
from alongside.plans.asking import next_to_ask
from alongside.plans.choices import PlanState
from alongside.plans.provenance import provenance
from alongside.plans.web.mine import TopicGroup, groups_of, together_address
from alongside.plans.web.mine_shared import TOGETHER, Mine, address_or_nothing, open_mine
from alongside.plans.web.mine_symbols import concept_of_person
from alongside.statute.wording import SPEAKS_FROM_AGE, YOUNG_PERSON_FROM_AGE
from alongside.voice.choices import Gathered, Ring, Voice
from alongside.voice.queries import InCircle, Passage, circle_of

Card = dict[str, str]
_FIRST_SHOWN = ("hopes", "matters-to-me", "like-and-admire", "good-day", "good-at")


@dataclass(frozen=True)
class Said:
    """Something the child told, as their page shows it."""

    passage: Passage
    line: str
    href: str


@dataclass(frozen=True)
class Near:
    """Someone in the closest ring, as a picture."""

    name: str
    concept: str


@dataclass(frozen=True)
class NextStep:
    """What happens next with the plan, in the child's own words."""

    what: str
    who: str = ""
    words: str = ""
    href: str = ""


@dataclass(frozen=True)
class MyPage:
    """The child first: picture, words, circle, what they can do here."""

    mine: Mine
    cards: tuple[Card, ...]
    said: tuple[Said, ...]
    near: tuple[Near, ...]
    next: NextStep
    grown: bool
    together_href: str
    picture_href: str


@needs(Permission.PLAN_READ)
@require_safe
def my_page(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The child's own page. Others who may read the plan see it as well, without private words."""
    mine = open_mine(request, child_id, Permission.PLAN_READ)
    grown = mine.child.age >= YOUNG_PERSON_FROM_AGE
    circle = circle_of(mine.actor, child_id)
    shown = MyPage(
        mine=mine,
        cards=tuple(_cards(mine, grown)),
        said=tuple(_said(mine)),
        near=tuple(_near(circle)),
        next=next_step(mine),
        grown=grown,
        together_href=together_address(mine) if _role_may(mine, Permission.PASSAGE_WRITE) else "",
        picture_href=mine.address("picture") if _role_may(mine, Permission.PICTURE_CHANGE) else "",
    )
    return page(request, "plans/mine/my_page.html", shown, title="My page")


def _role_may(mine: Mine, permission: Permission) -> bool:
    """Whether a page of this permission is worth offering; the rows decide when it is opened."""
    return role_may(mine.actor.role, permission)


def _cards(mine: Mine, grown: bool) -> list[Card]:
    """The few things to do from here, each with its picture."""
    if not mine.is_child:
        return []
    plan = address_or_nothing("plans:plan", mine.child.id) if mine.plan else ""
    readers = mine.address("my_readers")
    found = [
        {"text": "Say something", "concept": "speech", "href": mine.address("my_part"), "hint": _to_say(mine)},
        {"text": "My circle", "concept": "friends", "href": mine.address("circle"), "hint": "The people I like"},
        {"text": "My picture", "concept": "photo", "href": mine.address("picture"), "hint": "For the front of my plan"},
        {"text": "My plan", "concept": "my-plan", "href": plan, "hint": "Everything, all together"},
        {"text": "Who can see", "concept": "who-can-see", "href": readers, "hint": "Who reads my words"},
    ]  # fmt: skip
    if grown:
        found[0]["text"] = "Write my part"
        found[1]["hint"] = "The people around me"
    return [card for card in found if card["href"]]


def _to_say(mine: Mine) -> str:
    asked = next_to_ask(mine.sections)
    return asked.heading if asked else "You can say more any time"


def _said(mine: Mine) -> list[Said]:
    """A few of the child's words, the ones about hopes and joys first, newest first."""
    own = [one for one in mine.passages if one.voice is Voice.CHILD]

    def order(one: Passage) -> tuple[int, float]:
        place = _FIRST_SHOWN.index(one.topic) if one.topic in _FIRST_SHOWN else len(_FIRST_SHOWN)
        return place, -one.changed_at.timestamp()

    asked = {topic.key for section in mine.sections for topic in section.topics} if mine.is_child else set()
    return [
        Said(one, provenance(one), mine.topic_address(one.topic) if one.topic in asked else "")
        for one in sorted(own, key=order)[:6]
    ]


def _near(circle: list[InCircle]) -> list[Near]:
    return [
        Near(one.name, concept_of_person(one.relationship) or concept_of_person(one.name))
        for one in circle
        if one.ring is Ring.CLOSEST
    ][:6]


def next_step(mine: Mine) -> NextStep:
    """What happens next, said to the child: one line, who does it, and what they can do."""
    plan = mine.plan
    read = address_or_nothing("plans:plan", mine.child.id)
    write = ("Write my part", mine.address("my_part"))
    if plan is None:
        return NextStep("Your plan has not started yet. What you say now will be in it.", "", *write)
    if plan.state is PlanState.DRAFTING:
        return NextStep("Your plan is being written. Everyone adds their part, you too.", "", *write)
    if plan.state is PlanState.PROPOSED:
        return NextStep(
            "Your plan is ready to read. Say if it is right.", "You and your family", "Read my plan", read
        )
    return NextStep(
        "Your plan is agreed. People now do what it says.", "", "Read my plan" if read else "", read
    )


@dataclass(frozen=True)
class ReadersPage:
    """Who can read the child's words, and what is only for the child."""

    mine: Mine
    private_count: int
    back_href: str
    private_href: str
    choose_href: str


@needs(Permission.PLAN_READ)
@require_safe
def my_readers(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Who can see: worked out by the rule that lets them."""
    mine = open_mine(request, child_id, Permission.PLAN_READ)
    private = sum(one.private for one in mine.passages)
    shown = ReadersPage(
        mine, private, mine.address("my_page"), mine.address("just_for_me") if mine.is_child else "",
        mine.address("sharing_line", "private-words"),
    )  # fmt: skip
    return page(request, "plans/mine/readers.html", shown, title="Who can see")


_HOW_CARDS = {
    Gathered.SAID: ("Saying it", "talk"),
    Gathered.SIGNED: ("Signing it", "sign"),
    Gathered.DRAWN: ("Drawing or pointing", "draw"),
    Gathered.ON_PAPER: ("Writing on paper", "write"),
    Gathered.OBSERVED: ("I can see it", "look"),
    Gathered.TOLD_BY_PARENT: ("A parent told me", "family"),
}
_HOW_HINTS = {
    Gathered.SAID: "I write it down, word for word",
    Gathered.SIGNED: "I write down what is signed",
    Gathered.DRAWN: "With pictures, symbols or a board",
    Gathered.ON_PAPER: "I copy it in",
    Gathered.OBSERVED: "I know them well and watch closely",
    Gathered.TOLD_BY_PARENT: "I write down what they told me",
}
YOUNG = (Gathered.OBSERVED, Gathered.DRAWN, Gathered.SAID, Gathered.SIGNED)


@dataclass(frozen=True)
class TogetherPage:
    """How the child tells the adult: the first thing that is asked, and kept with every word."""

    mine: Mine
    cards: tuple[Card, ...]


@needs(Permission.PASSAGE_WRITE)
@require_safe
def together(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """An adult helps the child write: how does the child tell it?"""
    mine = open_mine(request, child_id, Permission.PASSAGE_WRITE)
    if mine.is_child:
        raise Http404
    ways: tuple[Gathered, ...] = YOUNG if mine.child.age < SPEAKS_FROM_AGE else TOGETHER
    if mine.actor.is_family:
        ways = tuple(way for way in ways if way is not Gathered.TOLD_BY_PARENT)
    cards = tuple(
        {
            "text": _HOW_CARDS[way][0],
            "concept": _HOW_CARDS[way][1],
            "hint": _HOW_HINTS[way],
            "href": mine.address("together_topics", way.value),
        }
        for way in ways
    )
    return page(request, "plans/mine/together.html", TogetherPage(mine, cards), title="Write it together")


@dataclass(frozen=True)
class TogetherTopicsPage:
    """What to write about together, in the child's wording."""

    mine: Mine
    groups: tuple[TopicGroup, ...]
    line: str
    back_href: str
    circle_href: str


@needs(Permission.PASSAGE_WRITE)
@require_safe
def together_topics(request: HttpRequest, child_id: UUID, how: str) -> HttpResponse:
    """Choose together what to write about."""
    mine = open_mine(request, child_id, Permission.PASSAGE_WRITE, how)
    shown = TogetherTopicsPage(
        mine, groups_of(mine), together_line(mine), mine.address("together"), mine.address("circle")
    )
    return page(request, "plans/mine/together_topics.html", shown, title="Write it together")


def together_line(mine: Mine) -> str:
    """What is kept beside each word: "Kept as Amira’s own words, said to Nadia Kowalska"."""
    called = mine.child.called
    how = {
        Gathered.SAID: "said to {by}",
        Gathered.SIGNED: "signed to {by}",
        Gathered.DRAWN: "drawn or shown to {by}",
        Gathered.ON_PAPER: "written on paper and copied by {by}",
        Gathered.OBSERVED: "seen and written by {by}",
        Gathered.TOLD_BY_PARENT: "told by a parent to {by}",
    }[mine.how or Gathered.SAID]
    return f"Kept as {possessive(called)} words, {how.format(by=mine.actor.name)}."

"""The page about one child, for everyone who may know them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.policy import POLICY, Permission, role_may
from alongside.casefile.checks import check_to_answer
from alongside.casefile.council_plan import council_plan
from alongside.casefile.legal_steps import (
    APPEAL,
    WINDOWS,
    Challenger,
    after_refusal,
    earlier,
    is_challenged,
    next_limit,
)
from alongside.casefile.link_rules import Reader
from alongside.casefile.next_steps import Facts, NextStep, next_step
from alongside.casefile.places import NEEDED, OFFERED, Places, places_for
from alongside.children.choices import Deciding, SenProvision
from alongside.children.models import Standing
from alongside.children.of_age.queries import right_holders
from alongside.children.of_age.rules import is_grown
from alongside.children.queries import ChildCard, StandsBy, class_of, held, own_standing, stands_by
from alongside.deadlines.queries import ClockShown, clocks_of
from alongside.design.addresses import page_address
from alongside.ehc.queries.cases import newest_refusal
from alongside.plans.choices import VersionState
from alongside.plans.provenance import provenance
from alongside.plans.queries import PlanSummary, has_answered, live_plan
from alongside.reviews.queries import review_to_come
from alongside.voice.queries import passages_of, words_to_open_with

_OWN = (StandingKind.PARENT, StandingKind.CARER, StandingKind.CHILD)
"""The family itself."""
_FIRST_WORDS = ("matters-to-me", "like-and-admire", "hopes", "good-day", "name-i-like")
"""Topics the opening line is looked for in, in this order."""


@dataclass(frozen=True)
class OwnWords:
    """The line that opens every page about a child, and whose it is."""

    text: str = ""
    line: str = ""


@dataclass(frozen=True)
class ChildPage:
    """Everything the page shows."""

    child: ChildCard
    words: OwnWords
    details: tuple[str, ...]
    picture_url: str
    next_step: NextStep | None
    plan: PlanSummary | None
    people: tuple[StandsBy, ...]
    my_standing: str
    places: Places
    plan_closed: bool = False


def own_words(actor: Actor, child_id: UUID) -> OwnWords:
    """The child's own shared words to open a page with; empty when there are none, or none for this actor."""
    if not role_may(actor.role, Permission.PASSPORT_READ):
        return OwnWords()
    reads = Permission.PASSPORT_READ
    found = words_to_open_with(passages_of(actor, child_id, reads, _FIRST_WORDS), _FIRST_WORDS)
    # "Nobody has written down their words" is only true once every topic was looked at.
    found = found or words_to_open_with(passages_of(actor, child_id, reads))
    return OwnWords(found.text, provenance(found)) if found else OwnWords()


def picture_url(child: ChildCard) -> str:
    """Where the child's picture is served through the gate; "" when there is none."""
    return page_address("documents:file", child.id, child.picture_id) if child.picture_id else ""


def child_page(actor: Actor, child: ChildCard) -> ChildPage:
    """The page about a child the actor has opened through the gate."""
    around = stands_by(actor, child.id)
    mine = own_standing(actor, child.id)
    may = _offered(actor, child, mine)
    reads_plan = Permission.PLAN_READ in may
    plan = live_plan(actor, child.id) if reads_plan else None
    setting = next((one.name for one in around if one.kind is StandingKind.ATTENDS), "")
    group = class_of(actor, child.id)
    clocks = clocks_of(actor, child.id) if reads_plan else []
    return ChildPage(
        child=child,
        words=own_words(actor, child.id),
        details=tuple(part for part in (f"{child.age} years old", child.year, group, setting) if part),
        picture_url=picture_url(child),
        next_step=next_step_for(actor, child, plan, around, clocks, may) if reads_plan else None,
        plan=plan,
        people=tuple(one for one in around if one.person_id),
        my_standing=mine.kind if mine else "",
        places=places_for(_reader(may, child, mine, bool(clocks), plan is not None), child.id),
        plan_closed=not reads_plan and Permission.PASSPORT_READ in may,
    )


def _offered(actor: Actor, child: ChildCard, mine: Standing | None) -> frozenset[Permission]:
    """What links there can be: those the reader does not hold for this child lead nowhere and are not shown.

    No line of sharing closes a family's own pages to them, so the gate is asked once more only about words that a
    child shares with one adult of their choice. Whoever stands beside a family, such as an adviser, is asked for all,
    and so is a parent of somebody whose rights have passed, who may read a shorter view.
    """
    supports = mine is not None and mine.kind != StandingKind.CHILD and is_grown(child.born_on, actor.on)
    if mine is None or mine.kind not in _OWN or supports:
        return held(actor, child.id, OFFERED)
    chosen = held(actor, child.id, (Permission.PRIVATE_READ,))
    return chosen | {
        one for one in OFFERED if role_may(actor.role, one) and one is not Permission.PRIVATE_READ
    }


def _reader(
    may: frozenset[Permission], child: ChildCard, mine: Standing | None, has_clocks: bool, has_plan: bool
) -> Reader:
    kind = StandingKind(mine.kind) if mine else None
    with_council = has_clocks or child.sen_provision == SenProvision.PLAN
    return Reader(may, kind, child.called, child.speaks_for_themselves, with_council, has_plan)


def next_step_for(
    actor: Actor,
    child: ChildCard,
    plan: PlanSummary | None,
    around: Sequence[StandsBy],
    clocks: Sequence[ClockShown],
    may: frozenset[Permission] = frozenset(),
) -> NextStep:
    """What happens next for a child, in the words for this reader: of the plan, or by law where that is sooner.

    A legal step leads to its own page for who opens that.
    """
    facts = _facts(actor, child, plan, around)
    asked = (
        check_to_answer(actor, child.id) if clocks and NEEDED["annualreviews:promises_kept"] in may else ()
    )
    legal = next_limit((*clocks, *asked), actor.on)
    href = page_address(legal.page, child.id) if legal and NEEDED.get(legal.page) in may else ""
    plain = next_step(facts)
    step = earlier(plain, legal, is_family=actor.is_family, setting=facts.setting, href=href)
    return _refused(actor, child, around, clocks, may, (plain, step))


def _refused(
    actor: Actor,
    child: ChildCard,
    around: Sequence[StandsBy],
    clocks: Sequence[ClockShown],
    may: frozenset[Permission],
    steps: tuple[NextStep, NextStep],
) -> NextStep:
    """After a refusal, that and the rights of whoever has them: of the plan’s own step and the one that was found."""
    plain, step = steps
    runs = any(one.limit in WINDOWS and one.due_on >= actor.on for one in clocks)
    refusal = newest_refusal(actor, child.id) if runs and not is_challenged(clocks) else None
    if refusal is None:
        return step
    holders = right_holders(child, list(around), Deciding.APPEAL, actor.on)
    who = "You" if actor.person_id in holders else _whose(child, actor)
    pages = [
        page_address(name, child.id) if NEEDED.get(name) in may else ""
        for name in ("ehc:case", "disputes:rights")
    ]
    own = step if step.by and step.stage != APPEAL else plain
    return after_refusal(own, refusal, Challenger(who, pages[1]), pages[0], actor.on)


def _whose(child: ChildCard, actor: Actor) -> str:
    return child.called if is_grown(child.born_on, actor.on) else "The family"


def _keeps_plan(actor: Actor, around: Sequence[StandsBy]) -> bool:
    """Whether the actor keeps this child's plan: a role that leads some children leads not all whom it knows."""
    grants = POLICY[Permission.PLAN_EDIT]
    return any(
        actor.role in grants.get(one.kind, ())
        and one.person_id in (None, actor.person_id)
        and one.organisation_id in (None, actor.organisation_id)
        for one in around
    )


def _facts(actor: Actor, child: ChildCard, plan: PlanSummary | None, around: Sequence[StandsBy]) -> Facts:
    mine = [
        one
        for one in around
        if actor.is_family and one.person_id == actor.person_id and not one.organisation_id
    ]
    kind = mine[0].kind if mine else ""
    signs = kind in (StandingKind.PARENT, StandingKind.CHILD)
    state = plan.state.value if plan else ""
    review = review_to_come(actor, child.id) if state == "agreed" else None
    page_of_review = "reviews:say" if actor.is_family else "reviews:review"
    return Facts(
        called=child.called,
        plan_state=state,
        lead_worker=next((one.name for one in around if one.kind is StandingKind.LEAD_WORKER), ""),
        setting=next((one.name for one in around if one.kind is StandingKind.ATTENDS), ""),
        is_family=actor.is_family,
        may_edit=_keeps_plan(actor, around),
        may_agree=signs,
        answered=signs
        and state in ("proposed", "agreed")
        and has_answered(actor, child.id, VersionState(state)),
        review_on=review.due_on if review else plan.review_on if plan else None,
        review_why=review.why_then if review else "",
        review_url=page_address(page_of_review, child.id, review.id) if review else "",
        reviews_url=page_address("reviews:reviews", child.id),
        plan_url=page_address("plans:plan", child.id),
        answer_url=page_address("plans:answer", child.id),
        my_part_url=page_address("plans:my_part", child.id),
        council_plan=council_plan(actor, child.id) if plan is None else None,
    )

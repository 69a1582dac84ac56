"""Asking for an assessment, taking a request in that came on paper, and taking one back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import right_holders, told_of
from alongside.children.operations import NOT_FOUND, end_duty, know_by_duty
from alongside.children.queries import ChildCard, StandsBy, child_card, own_standing, stands_by
from alongside.ehc.choices import AskedBy, CaseKind, CaseState, Route
from alongside.ehc.models import Case
from alongside.ehc.operations.advice_keeping import close_advice
from alongside.ehc.operations.clocks import set_clocks
from alongside.ehc.queries import councils, open_case_id
from alongside.ehc.queries.plan_here import has_plan
from alongside.ehc.rules.moves import MOVES, Move, refuse_move
from alongside.ehc.rules.requesting import AskFacts, may_ask, refuse_received, refuse_words
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.plans.choices import VersionState
from alongside.plans.queries import VersionView, plan_version
from alongside.statute.almanac import london_day

_ASK, _KEEP = Permission.CASE_ASK, Permission.CASE_KEEP
DUTY = "a request for an assessment of education, health and care needs"
_NO_COUNCIL = Refusal(
    "case.no-council", "No council is known that is responsible for this child.",
    "Ask the council where you live: a letter or an e-mail is enough.",
)  # fmt: skip
_NOT_YOURS = Refusal(
    "case.not-yours",
    "The law gives this right to the young person now.",
    "They ask from their own sign-in, or by letter, e-mail or telephone: the council writes it down. You can help.",
)
_NOT_YET_YOURS = Refusal(
    "case.not-yet", "Until the end of compulsory school age a parent, or your school, asks for you.",
    "Tell the adult who helps you with your plan that you want this.",
)  # fmt: skip


@dataclass(frozen=True)
class NewRequest:
    """What somebody hands in: why, and, where the council has several to choose from, which council."""

    words: str
    council_id: UUID | None = None


@dataclass(frozen=True)
class TakenIn:
    """A request that reached the council in another way, as staff write it down."""

    words: str
    asked_by: AskedBy
    asker_name: str
    asker_id: UUID | None
    route: Route
    received_at: datetime


def request_assessment(actor: Actor, child_id: UUID, new: NewRequest, now: datetime) -> Case | Refusal:
    """Ask for an assessment: the clock starts at this moment, and both the council and the family are told.

    Refuses a second request while one is considered; from a setting without the agreed plan (O10); from a parent
    once the right has passed to the young person. A family's own request is never held up by anything else.
    """
    with operation(actor, _ASK, now) as unit:
        card = child_card(actor, child_id, _ASK)
        if card is None:
            return NOT_FOUND
        around = stands_by(actor, child_id)
        by = _as_whom(actor, card)
        if isinstance(by, Refusal):
            return by
        version = _agreed(actor, child_id, by)
        refusal = refuse_to_ask(actor, card, by, version) or refuse_words(new.words)
        council = _council(around, new.council_id)
        if refusal or council is None:
            return refusal or _NO_COUNCIL
        case = Case(
            child_id=child_id, council_id=council, asked_by=by, asker_id=actor.person_id, asker_name=actor.name,
            setting_id=actor.organisation_id if by is AskedBy.SETTING else None, route=Route.HERE,
            words=clean_lines(new.words), version_id=version.id if version else None,
            received_at=now, logged_at=now, logged_by_name=actor.name,
        )  # fmt: skip
        return open_case(unit, actor, case, around)


def why_not_ask(actor: Actor, card: ChildCard) -> Refusal | None:
    """Why this actor cannot ask now; None where they can. The page explains with what the operation refuses by."""
    by = _as_whom(actor, card)
    if isinstance(by, Refusal):
        return by
    return refuse_to_ask(actor, card, by, _agreed(actor, card.id, by))


def _agreed(actor: Actor, child_id: UUID, by: AskedBy) -> VersionView | None:
    """The agreed plan, which a setting's request takes along."""
    return plan_version(actor, child_id, state=VersionState.AGREED) if by is AskedBy.SETTING else None


def refuse_to_ask(actor: Actor, card: ChildCard, by: AskedBy, version: VersionView | None) -> Refusal | None:
    """Why a request cannot be made now, as the page explains it and the operation refuses it; None where it can."""
    facts = AskFacts(
        by,
        case_is_open=open_case_id(actor, card.id) is not None,
        has_statutory_plan=has_plan(actor, card),
        agreed_version=version.number if version else None,
    )
    return may_ask(facts, actor.on)


def _as_whom(actor: Actor, card: ChildCard) -> AskedBy | Refusal:
    """As whom the actor asks: a parent for a child, the young person from the computed day on, or a setting."""
    if not actor.is_family:
        return AskedBy.SETTING
    standing = own_standing(actor, card.id)
    kind = standing.kind if standing else ""
    if actor.person_id in right_holders(card, stands_by(actor, card.id), Deciding.REQUEST, actor.on):
        return AskedBy.YOUNG_PERSON if kind == StandingKind.CHILD else AskedBy.PARENT
    return _NOT_YET_YOURS if kind == StandingKind.CHILD else _NOT_YOURS


@at_most(200, "new.asker_name")
def take_in_request(actor: Actor, child_id: UUID, new: TakenIn, now: datetime) -> Case | Refusal:
    """Write down a request that came by letter, e-mail, telephone or face to face: the day it came starts the clock."""
    with operation(actor, _KEEP, now) as unit:
        card = child_card(actor, child_id, _KEEP)
        if card is None:
            return NOT_FOUND
        around = stands_by(actor, child_id)
        known = {one.person_id for one in around if one.is_family}
        facts = AskFacts(
            AskedBy.COUNCIL,
            open_case_id(actor, child_id) is not None,
            has_plan(actor, card),
        )
        refusal = may_ask(facts, actor.on) or refuse_words(new.words) or refuse_received(new.received_at, now)
        if refusal:
            return refusal
        if new.asker_id and new.asker_id not in known:
            return NOT_FOUND
        case = Case(
            child_id=child_id, council_id=actor.organisation_id, asked_by=new.asked_by, asker_id=new.asker_id,
            asker_name=clean(new.asker_name) or AskedBy(new.asked_by).label, route=new.route,
            words=clean_lines(new.words), received_at=new.received_at, logged_at=now, logged_by_name=actor.name,
        )  # fmt: skip
        return open_case(unit, actor, case, around)


def _council(around: list[StandsBy], chosen: UUID | None) -> UUID | None:
    """The council that is responsible for the child; where none is known, the one chosen, or the only one there is."""
    known = [one.organisation_id for one in around if one.kind is StandingKind.MAINTAINS]
    if known:
        return known[0]
    offered = [one.id for one in councils()]
    if chosen in offered:
        return chosen
    return offered[0] if len(offered) == 1 else None


def council_asked(around: Iterable[StandsBy]) -> str:
    """The name of the council that a request from here would reach; empty where several could be meant."""
    reached = _council(list(around), None)
    return next((one.name for one in councils() if one.id == reached), "")


def open_case(unit: Unit, actor: Actor, case: Case, around: list[StandsBy]) -> Case:
    """Begin a case that was found to be in order, in the caller's unit: the duty, the clocks, who is told."""
    case.save(force_insert=True)
    know_by_duty(unit, case.child_id, case.council_id, DUTY, london_day(unit.at))
    unit.record(
        "case.requested", case, child_id=case.child_id, after={"by": case.asked_by, "route": case.route}
    )
    set_clocks(unit, case)
    tell_those_with_a_say(unit, actor, case, around, "case.received", str(case.id))
    return case


def tell_those_with_a_say(
    unit: Unit, actor: Actor, case: Case, around: list[StandsBy], event: str, key: str
) -> None:
    """Tell those with a say, and whoever leads, that something happened: the event, and where to read it."""
    path, card = f"/children/{case.child_id}/request/", child_card(actor, case.child_id)
    people = told_of(card, around, Deciding.REQUEST, london_day(unit.at)) if card else set()
    for person_id in people - {actor.person_id}:
        tell(unit, person_id, case.child_id, event, path, f"{event}:{key}")


@at_most(2_000, "words")
def withdraw_request(actor: Actor, child_id: UUID, words: str, now: datetime) -> Case | Refusal:
    """Take a request back: by whoever made it alone. Its clocks stop and stay to be read."""
    with operation(actor, _ASK, now) as unit:
        rows = Case.objects.permitting(actor, _ASK, child_id).filter(ended_at=None, kind=CaseKind.FIRST)
        case = rows.order_by("-received_at").first()
        if case is None:
            return NOT_FOUND
        refusal = refuse_move(CaseState(case.state), Move.WITHDRAW)
        if refusal:
            return refusal
        if case.asker_id != actor.person_id:
            return Refusal(
                "case.not-yours",
                "Only the person who asked can take a request back.",
                "Talk with them, or with the council.",
            )
        before = CaseState(case.state)
        case.state, case.withdrawn_words = MOVES[before, Move.WITHDRAW], clean_lines(words)
        case.ended_at, case.edition = now, case.edition + 1
        case.save(update_fields=["state", "withdrawn_words", "ended_at", "edition"])
        unit.record("case.withdrawn", case, child_id=child_id, before={"state": before.value})
        set_clocks(unit, case)
        close_advice(unit, case, actor.name, "The request was taken back.")
        end_duty(unit, child_id, case.council_id, DUTY, london_day(unit.at))
        tell_those_with_a_say(
            unit, actor, case, stands_by(actor, child_id), "case.moved", f"{case.id}:{case.edition}"
        )
        return case

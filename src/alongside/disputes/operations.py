"""Raising a disagreement, recording its steps, writing another view beside it, ending it. Nothing is ever deleted."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.opening import held
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import ChildCard, StandsBy, child_card, describes, own_standing, stands_by
from alongside.conversations.queries.meetings import meeting_by_id
from alongside.disputes.choices import State, StepKind
from alongside.disputes.models import Disagreement, DisagreementStep, OtherView
from alongside.disputes.rules import Facts, Words, may_end, may_step, refuse_handing, refuse_step, refuse_text
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.plans.queries import plan_version
from alongside.reviews.queries import review_by_id
from alongside.statute.route import route
from alongside.support.queries.actions import action_by_id
from alongside.voice.choices import Gathered, Voice
from alongside.voice.operations import writer_of
from alongside.voice.queries import passage_by_id
from alongside.voice.rules import Words as Said
from alongside.voice.rules import Writer, refuse_words

_READ, _RAISE = Permission.DISAGREEMENT_READ, Permission.DISAGREEMENT_RAISE
_CARRY = Permission.DISAGREEMENT_CARRY
FOR_CHILD = "child"
_PRIVATE = Refusal(
    "disagreement.private",
    "These words are private, and stay so.",
    "Say it without them, or say it in a message.",
)
_MOVED = Refusal("disagreement.ended", "This has just been ended.", "Open it again.")


@dataclass(frozen=True)
class NewDisagreement:
    """What somebody hands in. `for_whom` is "" for oneself, "child", or the id of the parent who told it."""

    text: str
    wish: str = ""
    for_whom: str = ""
    gathered: str = Gathered.TYPED
    beside_plan: bool = False
    about_id: UUID | None = None
    version: int | None = None
    review_id: UUID | None = None


@dataclass(frozen=True)
class NewStep:
    """A step as it is handed in."""

    kind: str
    on: date | None
    text: str
    next_what: str = ""
    next_who: str = ""
    next_by: date | None = None
    meeting_id: UUID | None = None
    action_id: UUID | None = None
    handed_to: str = ""


@dataclass(frozen=True)
class _Speaker:
    """Whose view it is."""

    voice: str
    name: str
    person_id: UUID | None
    own: bool


def _speaker(
    actor: Actor, card: ChildCard, writer: Writer, for_whom: str, around: list[StandsBy]
) -> _Speaker | None:
    """Oneself, the child, or a parent who told it to somebody who keeps the plan."""
    if not for_whom or (for_whom == FOR_CHILD and writer.voice == Voice.CHILD):
        return _Speaker(writer.voice, writer.name, actor.person_id, own=True)
    if for_whom == FOR_CHILD:
        child = next((one.person_id for one in around if one.kind is StandingKind.CHILD), None)
        return _Speaker(Voice.CHILD, card.called, child, own=False)
    if actor.is_family or not held(actor, card.id, [_CARRY]):
        return None
    parents = (StandingKind.PARENT, StandingKind.CARER)
    told = next((one for one in around if one.kind in parents and str(one.person_id) == for_whom), None)
    return _Speaker(Voice.PARENT, told.name, told.person_id, own=False) if told else None


@at_most(2_000, "new.wish")
def raise_disagreement(
    actor: Actor, child_id: UUID, new: NewDisagreement, now: datetime
) -> Disagreement | Refusal:
    """Keep what somebody sees differently, beside what it is about; whoever leads is told (R17, R26).

    Words told to somebody say how (O6). Private words of the child carry nothing beside them.
    """
    with operation(actor, _RAISE, now) as unit:
        card = child_card(actor, child_id, _RAISE)
        around = stands_by(actor, child_id) if card else []
        writer = writer_of(actor, child_id)
        speaker = _speaker(actor, card, writer, new.for_whom, around) if card else None
        about = _about(actor, child_id, new) if speaker else None
        if card is None or speaker is None or about is None:
            return NOT_FOUND
        said = Said(
            clean_lines(new.text), speaker.voice, Gathered.TYPED if speaker.own else new.gathered, speaker.name,
            "" if speaker.own else actor.name, actor.on,
        )  # fmt: skip
        if isinstance(about, Refusal):
            return about
        refusal = refuse_words(said, writer, actor.on)
        if refusal:
            return refusal
        row = Disagreement(
            child_id=child_id, **about, text=said.text, wish=clean_lines(new.wish), voice=said.voice,
            raiser_id=speaker.person_id, raiser_name=speaker.name, gathered=said.gathered,
            gathered_by_id=None if speaker.own else actor.person_id, gathered_by_name=said.gathered_by_name,
            raised_at=now, beside_plan=new.beside_plan,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("disagreement.raised", row, child_id=child_id, after={"beside_plan": row.beside_plan})
        _tell(unit, actor, row, _leads(around), "disagreement.raised", row.id)
        return row


def _about(actor: Actor, child_id: UUID, new: NewDisagreement) -> dict[str, object] | Refusal | None:
    """The columns of what it is about; None where it is not for this actor."""
    if new.about_id:
        passage = passage_by_id(actor, child_id, new.about_id, Permission.PLAN_READ)
        if passage is None:
            return None
        return _PRIVATE if passage.private else {"about_id": passage.id, "passage": passage.text}
    if new.version is not None:
        version = plan_version(actor, child_id, number=new.version)
        return {"version_id": version.id} if version else None
    if new.review_id:
        review = review_by_id(actor, child_id, new.review_id)
        return {"review_id": review.id} if review else None
    return {}


def _leads(around: list[StandsBy]) -> set[UUID | None]:
    return {one.person_id for one in around if one.kind is StandingKind.LEAD_WORKER}


def _tell(
    unit: Unit, actor: Actor, row: Disagreement, people: set[UUID | None], event: str, key: UUID
) -> None:
    path = f"/children/{row.child_id}/disagreements/{row.id}/"
    for person_id in people - {None, actor.person_id}:
        tell(unit, person_id, row.child_id, event, path, f"{event}:{key}")  # type: ignore[arg-type]


def _tell_those_in_it(unit: Unit, actor: Actor, row: Disagreement, key: UUID) -> None:
    """Whoever raised it or wrote it down, and whoever leads."""
    people = {row.raiser_id, row.gathered_by_id} | _leads(stands_by(actor, row.child_id))
    _tell(unit, actor, row, people, "disagreement.moved", key)


def facts_of(actor: Actor, row: Disagreement) -> Facts:
    """As what the actor comes to it, for the rules that also explain a button that is not there."""
    return Facts(
        row.state == State.OPEN,
        is_raiser=actor.person_id is not None and row.raiser_id == actor.person_id,
        wrote_it_down=row.gathered_by_id is not None and row.gathered_by_id == actor.person_id,
        carries=bool(held(actor, row.child_id, [_CARRY])),
    )


def _row(actor: Actor, child_id: UUID, key: UUID) -> Disagreement | None:
    return Disagreement.objects.permitting(actor, _RAISE, child_id).filter(pk=key).first()


@at_most(300, "new.next_what")
@at_most(120, "new.next_who")
def record_step(
    actor: Actor, child_id: UUID, disagreement_id: UUID, new: NewStep, now: datetime
) -> DisagreementStep | Refusal:
    """Record a step that was taken, and the next: each keeps the talk going (R27)."""
    with operation(actor, _RAISE, now) as unit:
        row = _row(actor, child_id, disagreement_id)
        if row is None or not _links_known(actor, child_id, new):
            return NOT_FOUND
        words = Words(new.on, new.text, new.next_what, new.next_who, new.next_by)
        refusal = (
            may_step(facts_of(actor, row))
            or refuse_step(words, tuple(StepKind.values), new.kind, actor.on)
            or refuse_handing(new.kind, new.handed_to, {one.key for one in route(actor.on).complaints})
        )
        if refusal:
            return refusal
        step = DisagreementStep(
            disagreement=row, kind=new.kind, on=new.on, text=clean_lines(new.text), recorded_by_id=actor.person_id,
            recorded_by_name=actor.name, recorded_at=now, next_what=clean(new.next_what),
            next_who=clean(new.next_who), next_by=new.next_by, meeting_id=new.meeting_id,
            action_id=new.action_id, handed_to=new.handed_to,
        )  # fmt: skip
        step.save(force_insert=True)
        unit.record("disagreement.stepped", step, child_id=child_id, after={"kind": step.kind})
        _tell_those_in_it(unit, actor, row, step.id)
        return step


def _links_known(actor: Actor, child_id: UUID, new: NewStep) -> bool:
    meeting = new.meeting_id is None or meeting_by_id(actor, child_id, new.meeting_id) is not None
    return meeting and (new.action_id is None or action_by_id(actor, child_id, new.action_id) is not None)


def write_view(
    actor: Actor, child_id: UUID, disagreement_id: UUID, text: str, now: datetime
) -> OtherView | Refusal:
    """Write how one sees it oneself, beside it (R26)."""
    with operation(actor, _RAISE, now) as unit:
        row = _row(actor, child_id, disagreement_id)
        if row is None:
            return NOT_FOUND
        refusal = refuse_text(text, "text")
        if refusal:
            return refusal
        writer = writer_of(actor, child_id)
        view = OtherView(
            disagreement=row, text=clean_lines(text), voice=writer.voice, author_id=actor.person_id,
            author_name=actor.name, author_role=describes(actor, own_standing(actor, child_id)), said_at=now,
        )  # fmt: skip
        view.save(force_insert=True)
        unit.record("disagreement.view_written", view, child_id=child_id)
        _tell_those_in_it(unit, actor, row, view.id)
        return view


def end_disagreement(
    actor: Actor, child_id: UUID, disagreement_id: UUID, state: str, text: str, now: datetime
) -> Disagreement | Refusal:
    """Say that it is settled, or close it: by whoever raised it alone, in words. What was said stays."""
    with operation(actor, _RAISE, now) as unit:
        row = _row(actor, child_id, disagreement_id)
        if row is None:
            return NOT_FOUND
        refusal = may_end(facts_of(actor, row)) or refuse_text(text, "text", 2_000)
        if state not in (State.SETTLED, State.CLOSED):
            refusal = refusal or Refusal(
                "disagreement.state", "Say how it ended.", "Choose one of the two.", "state"
            )
        if refusal:
            return refusal
        changes = {
            "state": state, "ended_words": clean_lines(text), "ended_by_name": actor.name, "ended_at": now,
        }  # fmt: skip
        if not Disagreement.in_unit.filter(pk=row.pk, state=State.OPEN).update(**changes):
            return unit.refuse(_MOVED)
        unit.record("disagreement.ended", row, child_id=child_id, after={"state": state})
        _tell_those_in_it(unit, actor, row, row.id)
        row.refresh_from_db()
        return row

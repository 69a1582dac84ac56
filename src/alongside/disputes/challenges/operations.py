"""Beginning a challenge, writing down its steps, striking out a mistake. The clocks follow in the same operation."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission, role_may
from alongside.annualreviews.operations.ending import Appeals, follow_appeals
from alongside.children.choices import Deciding
from alongside.children.invitations.access import is_shut_out
from alongside.children.of_age.operations import when_rights_pass
from alongside.children.of_age.queries import right_holders
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import ChildCard, StandsBy, child_card, stands_by
from alongside.deadlines.models import Clock
from alongside.deadlines.operations import Matter, matters_of, reconcile
from alongside.disputes.challenges.clocks import ChallengeFacts, facts_of_challenge
from alongside.disputes.challenges.decisions import Decided, decisions_with_rights
from alongside.disputes.challenges.rules import (
    About,
    NewStep,
    PassedOn,
    appeal_now,
    moves_the_case,
    refuse_step,
)
from alongside.disputes.changing.rules import council_named
from alongside.disputes.choices import Ground, Remedy, Step, Way
from alongside.disputes.models import AreaMove, Challenge, ChallengeStep
from alongside.ehc.choices import Because, Question
from alongside.ehc.operations.changing import Outcome, change_outcome
from alongside.ehcplans.choices import CeaseReason
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.people.models import Person

_TAKE, _KEEP = Permission.APPEAL_TAKE, Permission.APPEAL_KEEP
NOT_YOURS = Refusal(
    "challenge.not-yours",
    "The law gives this right to the young person now.",
    "Do it together with them, from their own sign-in.",
)
NOT_YET = Refusal(
    "challenge.not-yet", "Until the end of compulsory school age your parent does this for you.",
    "Tell them, or the adult who helps you with your plan, what you think.",
)  # fmt: skip
_STRUCK = Refusal("challenge.struck", "This has been struck out already.", "Open it again.")


def permission_of(actor: Actor) -> Permission:
    """By what the actor comes to a challenge: as the council, or as one whose right it is."""
    return _KEEP if role_may(actor.role, _KEEP) else _TAKE


def begin_challenge(
    actor: Actor, child_id: UUID, decision_id: UUID, now: datetime, party_id: UUID | None = None
) -> Challenge | Refusal:
    """Begin to challenge a decision: for oneself, or as the council for whoever told it. A second time gives the first.

    Refuses a parent after the right has passed, a young person before, and for a council a person without the right.
    """
    permission = permission_of(actor)
    with operation(actor, permission, now) as unit:
        card = child_card(actor, child_id, permission)
        decided = _decided(actor, child_id, decision_id) if card else None
        if card is None or decided is None:
            return NOT_FOUND
        around = stands_by(actor, child_id)
        party = _party(actor, card, around, party_id if permission is _KEEP else actor.person_id)
        if party is None or isinstance(party, Refusal):
            return party or NOT_FOUND
        same = Challenge.objects.permitting(actor, permission, child_id).filter(
            about_id=decided.id, party_id=party.person_id
        )
        known = same.first()
        if known:
            return unit.refuse(Refusal("challenge.begun", "This has been begun.", "Open it."))
        row = Challenge(
            child_id=child_id, council_id=decided.council_id, case_id=decided.case_id,
            plan_id=decided.plan_id, ground=decided.ground,
            about_id=decided.id, about=decided.about, decided_on=decided.on, party_id=party.person_id,
            party_name=party.name, begun_by_id=party.person_id, begun_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("challenge.begun", row, child_id=child_id, after={"ground": row.ground})
        set_clocks(unit, row)
        return row


def _decided(actor: Actor, child_id: UUID, decision_id: UUID) -> Decided | None:
    return next((one for one in decisions_with_rights(actor, child_id) if one.id == decision_id), None)


def _party(
    actor: Actor, card: ChildCard, around: list[StandsBy], person_id: UUID | None
) -> StandsBy | Refusal | None:
    """Whose right it is: a parent's for a child, the young person's from the computed day on (CFA 2014 s.83)."""
    kinds = (StandingKind.PARENT, StandingKind.CHILD)
    own = [one for one in around if one.person_id == person_id and one.kind in kinds]
    if person_id is None or not own or is_shut_out(card.id, person_id, actor.on):
        return None
    holds = right_holders(card, around, Deciding.APPEAL, actor.on)
    holder = next((one for one in own if one.person_id in holds), None)
    return holder or (NOT_YET if own[0].kind is StandingKind.CHILD else NOT_YOURS)


@at_most(60, "new.reference")
def take_step(
    actor: Actor, child_id: UUID, challenge_id: UUID, new: NewStep, now: datetime
) -> ChallengeStep | Refusal:
    """Write down a step: the clocks follow; a refusal that comes out otherwise moves its case on (reg 42, 44, 45).

    The council is told of what the family does, and the family of what the council does.
    """
    permission = permission_of(actor)
    with operation(actor, permission, now) as unit:
        row = Challenge.objects.permitting(actor, permission, child_id).filter(pk=challenge_id).first()
        card = child_card(actor, child_id, permission)
        if row is None or card is None:
            return NOT_FOUND
        council = permission is _KEEP
        if not council:
            holder = _party(actor, card, stands_by(actor, child_id), actor.person_id)
            if holder is None or isinstance(holder, Refusal) or row.party_id != actor.person_id:
                return holder if isinstance(holder, Refusal) else NOT_YOURS
        taken = steps_in_force(row)
        about = About(Ground(row.ground), row.decided_on, council, _passed_on(row))
        refusal = refuse_step(about, taken, new, actor.on)
        if refusal:
            return refusal
        step = _keep(unit, actor, row, new)
        moved = _move_the_case(unit, actor, row, new) if council else None
        moved = moved or follow_in_ending(unit, actor, row)
        if moved:
            return unit.refuse(moved)
        set_clocks(unit, row)
        _tell_the_other_side(unit, actor, row, step)
        return step


def _passed_on(row: Challenge) -> PassedOn | None:
    """To which council the plan that is challenged went, if it did; inside an operation."""
    plan = EhcPlan.in_unit.filter(pk=row.plan_id, cease_reason=CeaseReason.TRANSFERRED).first()
    if plan is None or plan.ceased_on is None:
        return None
    move = AreaMove.in_unit.filter(plan_id=plan.pk, way=Way.OUT, passed_on__isnull=False).first()
    return PassedOn(council_named(move.other) if move else "another council", plan.ceased_on)


def _keep(unit: Unit, actor: Actor, row: Challenge, new: NewStep) -> ChallengeStep:
    step = ChallengeStep(
        challenge=row, kind=new.kind, on=new.on, words=clean_lines(new.words), day=new.day,
        reference=clean(new.reference), sections=list(new.sections), body=new.body, ended=new.ended,
        remedy=new.remedy, recorded_by_id=actor.person_id, recorded_by_name=actor.name, recorded_at=unit.at,
    )  # fmt: skip
    step.save(force_insert=True)
    unit.record("challenge.stepped", step, child_id=row.child_id, after={"kind": step.kind})
    return step


_CHANGES = {
    Step.ENDED: Because.MEDIATION, Step.NOT_OPPOSED: Because.NOT_OPPOSED, Step.ORDER: Because.ORDER,
}  # fmt: skip
_QUESTIONS = {
    Ground.ASSESS: Question.ASSESS, Ground.PLAN: Question.PLAN, Ground.PLAN_AGAIN: Question.AGAIN,
}  # fmt: skip


def _move_the_case(unit: Unit, actor: Actor, row: Challenge, new: NewStep) -> Refusal | None:
    """A refusal to assess or to make a plan that comes out otherwise: the case goes on, and its decision stays."""
    if not moves_the_case(row.ground, new.remedy) or row.case_id is None or new.on is None:
        return None
    because = Because.SENT_BACK if new.remedy == Remedy.THINK_AGAIN else _CHANGES[new.kind]
    outcome = Outcome(because, new.on, new.day)
    result = change_outcome(unit, actor, row.case_id, _QUESTIONS[Ground(row.ground)], outcome)
    if isinstance(result, Refusal) and result.code == "case.decided":
        return None  # another person's challenge has moved it on before
    return result if isinstance(result, Refusal) else None


def follow_in_ending(unit: Unit, actor: Actor, row: Challenge) -> Refusal | None:
    """A decision to end a plan waits for every appeal about it, whoever of the family made it (s.45(4))."""
    if row.ground != Ground.CEASING:
        return None
    rows = Challenge.in_unit.filter(about_id=row.about_id)
    found = [appeal_now(steps_in_force(one)) for one in rows]
    certificates = [one.certificate_on for one in found if one.certificate_on]
    appeals = Appeals(
        any(one.running for one in found), max(certificates, default=None), any(one.goes_on for one in found)
    )
    return follow_appeals(unit, actor, row.about_id, appeals)


def _tell_the_other_side(unit: Unit, actor: Actor, row: Challenge, step: ChallengeStep) -> None:
    """What the council writes down is told to whose challenge it is. The council finds the family's in its tray."""
    if actor.person_id != row.party_id:
        path = f"/children/{row.child_id}/appeals/{row.id}/"
        tell(unit, row.party_id, row.child_id, "challenge.moved", path, f"challenge.moved:{step.id}")


@at_most(300, "why")
def strike_step(
    actor: Actor, child_id: UUID, challenge_id: UUID, step_id: UUID, why: str, now: datetime
) -> ChallengeStep | Refusal:
    """Strike out a step that was written down by mistake: it stays to be read, and counts no more.

    Each side strikes out what it wrote itself. What moved a case on stays: that is put right by a new decision.
    """
    permission = permission_of(actor)
    with operation(actor, permission, now) as unit:
        row = Challenge.objects.permitting(actor, permission, child_id).filter(pk=challenge_id).first()
        steps = ChallengeStep.objects.permitting(actor, permission, child_id)
        step = steps.filter(pk=step_id, challenge_id=challenge_id).first()
        if row is None or step is None:
            return NOT_FOUND
        refusal = _refuse_striking(actor, row, step, why, council=permission is _KEEP)
        if refusal:
            return refusal
        step.struck_at, step.struck_by_name, step.struck_why = now, actor.name, clean(why)
        step.save(update_fields=["struck_at", "struck_by_name", "struck_why"])
        unit.record("challenge.struck", step, child_id=child_id, before={"kind": step.kind})
        moved = follow_in_ending(unit, actor, row)
        if moved:
            return unit.refuse(moved)
        set_clocks(unit, row)
        return step


def _refuse_striking(
    actor: Actor, row: Challenge, step: ChallengeStep, why: str, *, council: bool
) -> Refusal | None:
    if step.struck_at:
        return _STRUCK
    by_family = step.recorded_by_id == row.party_id
    if step.recorded_by_id != actor.person_id and (by_family or not council):
        return Refusal(
            "challenge.theirs", "This was written by the other side.", "Ask them to strike it out."
        )
    if moves_the_case(row.ground, step.remedy):
        return Refusal(
            "challenge.moved",
            "The council acts on this already.",
            "Talk with the council about what is not right.",
        )
    if not why.strip():
        return Refusal("challenge.why", "Say why it is not right.", "A few words are enough.", "why")
    return None


@when_rights_pass
def pass_to_the_young_person(unit: Unit, child_id: UUID, young_person: UUID) -> None:
    """What a parent began goes on as the young person's own; the parent goes on reading what they began."""
    begun = Challenge.in_unit.filter(child_id=child_id, party__isnull=False).exclude(party_id=young_person)
    own = set(
        Challenge.in_unit.filter(child_id=child_id, party_id=young_person).values_list("about_id", flat=True)
    )
    for row in begun.select_related("party").order_by("begun_at"):
        if row.about_id in own:
            continue
        own.add(row.about_id)
        before = {"party": str(row.party_id)}
        row.party = Person.in_unit.get(pk=young_person)
        row.party_name = row.party.name
        row.save(update_fields=["party", "party_name"])
        unit.record("challenge.passed", row, child_id=child_id, before=before)
        rows = Clock.in_unit.filter(matter_id=row.id, superseded_at=None)
        rows.update(party_id=young_person)


def steps_in_force(row: Challenge) -> tuple[NewStep, ...]:
    """The steps of a challenge that were not struck out, in the order of their days; inside an operation."""
    rows = ChallengeStep.in_unit.filter(challenge_id=row.id, struck_at=None).order_by("on", "recorded_at")
    return tuple(as_step(one) for one in rows)


def as_step(row: ChallengeStep) -> NewStep:
    """A step as it is kept, for the rules."""
    return NewStep(
        Step(row.kind),
        row.on,
        row.words,
        row.day,
        row.reference,
        tuple(row.sections),
        row.body,
        row.ended,
        row.remedy,
    )


def set_clocks(unit: Unit, row: Challenge) -> None:
    """Bring the clocks of a challenge to what its steps say: whose challenge it is and the council read them."""
    facts = ChallengeFacts(Ground(row.ground), row.decided_on, steps_in_force(row))
    reconcile(unit, row.child_id, row.id, facts_of_challenge(facts), row.party_id)


@matters_of("challenges")
def challenges_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next challenges in the order of their ids, for the sweep."""
    rows = Challenge.in_unit.order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[:size])
    taken: dict[UUID, list[NewStep]] = defaultdict(list)
    steps = ChallengeStep.in_unit.filter(challenge_id__in=[row.pk for row in found], struck_at=None)
    for step in steps.order_by("on", "recorded_at"):
        taken[step.challenge_id].append(as_step(step))
    return [
        Matter(
            row.child_id, row.pk,
            facts_of_challenge(ChallengeFacts(Ground(row.ground), row.decided_on, tuple(taken[row.pk]))), row.party_id,
        )
        for row in found
    ]  # fmt: skip

"""What happens to a plan: started, put to the family, taken back, answered, commented on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.choices import Deciding
from alongside.children.models import Child
from alongside.children.of_age.queries import right_holders
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import ChildCard, card, describes, own_standing, setting_of, stands_by
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit
from alongside.plans.choices import Decision, PlanState, VersionState
from alongside.plans.models import Agreement, Comment, Plan, PlanVersion
from alongside.plans.people import without_shut_out
from alongside.plans.queries import PlanSummary, live_document, live_plan, sections_of, still_missing
from alongside.plans.rules import may_answer, may_propose, may_take_back, settles
from alongside.plans.telling import tell_family, tell_lead_worker, tell_one
from alongside.plans.templates import NoSuchTemplate, newest_template
from alongside.rendering.frozen import canonical_json, digest
from alongside.statute.wording import Voice as Reader
from alongside.voice.models import Statement

CHANGED = Refusal("plan.moved", "Someone else has just changed this plan.", "Open it again.")
"""Of two that act at the same moment, the second is told so."""


def _child(actor: Actor, child_id: UUID, permission: Permission) -> Child | None:
    found: Child | None = Child.objects.permitting(actor, permission).filter(pk=child_id).first()
    return found


def _live(actor: Actor, child_id: UUID, permission: Permission) -> Plan | None:
    rows = (
        Plan.objects.permitting(actor, permission).filter(child_id=child_id).exclude(state=PlanState.CLOSED)
    )
    found: Plan | None = rows.first()
    return found


def start_plan(actor: Actor, child_id: UUID, now: datetime) -> Plan | Refusal:
    """Start the child's one plan from the setting's template; what was told before is in it already (P4, O3)."""
    with operation(actor, Permission.PLAN_START, now) as unit:
        child = _child(actor, child_id, Permission.PLAN_START)
        if child is None:
            return NOT_FOUND
        if _live(actor, child_id, Permission.PLAN_START):
            return Refusal(
                "plan.live", f"{child.called} has a plan already.", "Open it and carry on from there."
            )
        setting = setting_of(actor, child_id)
        try:
            template = newest_template(setting.plan_template if setting else "one-plan")
        except NoSuchTemplate:
            return Refusal(
                "plan.no_template",
                "The plan template that this setting uses is not installed here.",
                "Ask your system administrator to add it, then start the plan.",
            )
        row = Plan(
            child=child, template_key=template.key, template_version=template.version,
            started_by_name=actor.name, started_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("plan.started", row, child_id=child_id, after={"template": template.key})
        return row


def propose_plan(actor: Actor, child_id: UUID, now: datetime) -> PlanVersion | Refusal:
    """Freeze the plan as it stands and put it to the family to read and answer.

    Refuses while something is missing (`missing_before_proposing`), or while a version is with the family.
    """
    with operation(actor, Permission.PLAN_PROPOSE, now) as unit:
        child, plan = _child(actor, child_id, Permission.PLAN_PROPOSE), live_plan(actor, child_id)
        if child is None or plan is None:
            return NOT_FOUND
        refusal = may_propose(plan.state, _missing(actor, child, plan))
        if refusal:
            return refusal
        if not _move(plan.id, (PlanState.DRAFTING, PlanState.AGREED), PlanState.PROPOSED):
            return CHANGED
        document = live_document(actor, plan, card(child, actor.on))
        row = PlanVersion(
            plan_id=plan.id, number=_next_number(plan.id), content=canonical_json(document).decode(),
            digest=digest(document), proposed_by_name=actor.name, proposed_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record(
            "plan.proposed", row, child_id=child_id, after={"number": row.number, "digest": row.digest}
        )
        tell_family(unit, actor, child_id, "plan.ready-to-read", str(row.id))
        return row


def _missing(actor: Actor, child: Child, plan: PlanSummary) -> tuple[Any, ...]:
    who = card(child, actor.on)
    sections = sections_of(actor, plan, who, Reader.PROFESSIONAL)
    around = without_shut_out(actor, who, stands_by(actor, child.id))
    return still_missing(actor, plan, who, sections, around)


def _next_number(plan_id: UUID) -> int:
    numbers = PlanVersion.in_unit.filter(plan_id=plan_id).order_by("-number").values_list("number", flat=True)
    return (numbers.first() or 0) + 1


def _move(plan_id: UUID, from_states: tuple[str, ...], to_state: str) -> bool:
    """Move a plan's state, if it is still where it was: of two that try, exactly one succeeds."""
    return bool(Plan.in_unit.filter(pk=plan_id, state__in=from_states).update(state=to_state))


def _with_family(plan_id: UUID) -> QuerySet:
    return PlanVersion.in_unit.filter(plan_id=plan_id, state=VersionState.PROPOSED)


def _to_answer(plan: Plan) -> PlanVersion | None:
    """What those with a signature answer: the version with the family, else the one that holds now."""
    state = VersionState.PROPOSED if plan.state == PlanState.PROPOSED else VersionState.AGREED
    found: PlanVersion | None = PlanVersion.in_unit.filter(plan_id=plan.id, state=state).first()
    return found


@at_most(300, "why")
def take_back(actor: Actor, child_id: UUID, why: str, now: datetime) -> Plan | Refusal:
    """Take a version back from the family to change it; it stays in history as taken back."""
    with operation(actor, Permission.PLAN_PROPOSE, now) as unit:
        plan = _live(actor, child_id, Permission.PLAN_PROPOSE)
        if plan is None:
            return NOT_FOUND
        if not clean(why):
            return Refusal("plan.why", "The family sees why you take it back.", "Write the reason.", "why")
        refusal = may_take_back(plan.state)
        if refusal or not _move(plan.id, (PlanState.PROPOSED,), PlanState.DRAFTING):
            return refusal or CHANGED
        _with_family(plan.id).update(state=VersionState.WITHDRAWN, taken_back_because=clean(why))
        unit.record("plan.taken_back", plan, child_id=child_id, why=clean(why))
        plan.state = PlanState.DRAFTING
        return plan


@dataclass(frozen=True)
class Answer:
    """What someone with a signature hands in."""

    decision: str
    typed_name: str
    digest_read: str
    remark: str = ""


@at_most(200, "answer.typed_name")
def answer_plan(
    actor: Actor, child_id: UUID, answer: Answer, evidence: Mapping[str, Any], now: datetime
) -> Agreement | Refusal:
    """Keep a family member's answer to the version they read, with its evidence (trust 5.5).

    The yes of who has the say makes the version the agreed one: a parent, and from the computed day on the young
    person, or who decides for them; the one agreed before is replaced. Every other answer is kept beside the plan,
    which stays with the family. Once it holds, the others' answers change nothing but stand beside it.
    """
    with operation(actor, Permission.PLAN_AGREE, now) as unit:
        child, plan = (
            _child(actor, child_id, Permission.PLAN_AGREE),
            _live(actor, child_id, Permission.PLAN_AGREE),
        )
        version = _to_answer(plan) if plan else None
        if child is None or plan is None:
            return NOT_FOUND
        standing = own_standing(actor, child_id)
        answered = version and Agreement.in_unit.filter(version=version, person_id=actor.person_id).exists()
        refusal = may_answer(
            version_state=version.state if version else "", answered="yes" if answered else "",
            decision=answer.decision, typed_name=answer.typed_name, digest_read=answer.digest_read,
            digest=version.digest if version else "",
        )  # fmt: skip
        if refusal or version is None:
            return refusal or NOT_FOUND
        row = Agreement(
            version=version, person_id=actor.person_id, signs_as=describes(actor, standing),
            decision=answer.decision, typed_name=clean(answer.typed_name), remark=clean_lines(answer.remark),
            digest=version.digest, evidence=dict(evidence), signed_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        after = {"decision": row.decision, "digest": row.digest}
        unit.record("plan.answered", row, child_id=child_id, after=after)
        signs = standing is not None and _signs_for(card(child, actor.on), actor)
        if version.state == VersionState.PROPOSED and settles(answer.decision, signs_for_child=signs):
            _agreed(unit, plan, version, child_id, now)
        event = "plan.agreed" if row.decision == Decision.AGREE else "plan.not-agreed"
        tell_lead_worker(unit, actor, child_id, event, str(row.id))
        return row


def _signs_for(child: ChildCard, actor: Actor) -> bool:
    """A parent signs for a child; after compulsory school age the young person, or who decides this for them."""
    return actor.person_id in right_holders(child, stands_by(actor, child.id), Deciding.PLAN, actor.on)


def _agreed(unit: Unit, plan: Plan, version: PlanVersion, child_id: UUID, now: datetime) -> None:
    earlier = PlanVersion.in_unit.filter(plan_id=plan.id, state=VersionState.AGREED)
    earlier.update(state=VersionState.REPLACED)
    PlanVersion.in_unit.filter(pk=version.pk).update(state=VersionState.AGREED, agreed_at=now)
    _move(plan.id, (PlanState.PROPOSED,), PlanState.AGREED)
    unit.record(
        "plan.agreed", version, child_id=child_id, after={"number": version.number, "digest": version.digest}
    )


@at_most(4_000, "text")
def comment(
    actor: Actor, child_id: UUID, statement_id: UUID | None, text: str, now: datetime
) -> Comment | Refusal:
    """Say something beside a passage, or about the whole plan; kept with who said it and when."""
    with operation(actor, Permission.PLAN_COMMENT, now) as unit:
        rows = Plan.objects.permitting(actor, Permission.PLAN_COMMENT).filter(child_id=child_id)
        plan = rows.exclude(state=PlanState.CLOSED).first()
        if plan is None or not _may_be_read(actor, child_id, statement_id):
            return NOT_FOUND
        if not clean_lines(text):
            return Refusal("comment.empty", "There is nothing written yet.", "Write your comment.", "text")
        standing = own_standing(actor, child_id)
        row = Comment(
            plan=plan, statement_id=statement_id, author_id=actor.person_id, author_name=actor.name,
            author_role=describes(actor, standing)[:60], text=clean_lines(text), said_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("comment.made", row, child_id=child_id)
        tell = tell_lead_worker if actor.is_family else tell_family
        tell(unit, actor, child_id, "comment.added", str(row.id))
        return row


def _may_be_read(actor: Actor, child_id: UUID, statement_id: UUID | None) -> bool:
    if statement_id is None:
        return True
    rows = Statement.objects.permitting(actor, Permission.PLAN_COMMENT)
    return bool(rows.filter(pk=statement_id, child_id=child_id).exists())


@at_most(4_000, "text")
def answer_comment(
    actor: Actor, child_id: UUID, comment_id: UUID, text: str, now: datetime
) -> Comment | Refusal:
    """Answer a comment; the answer stands under it. Needs the plan's own permission to edit."""
    with operation(actor, Permission.PLAN_EDIT, now) as unit:
        rows = Comment.objects.permitting(actor, Permission.PLAN_EDIT)
        row = rows.filter(pk=comment_id, plan__child_id=child_id).first()
        if row is None:
            return NOT_FOUND
        if not clean_lines(text):
            return Refusal("comment.empty", "There is nothing written yet.", "Write your answer.", "text")
        row.answer, row.answered_at, row.answered_by_name = clean_lines(text), now, actor.name
        row.save(update_fields=["answer", "answered_at", "answered_by_name"])
        unit.record("comment.answered", row, child_id=child_id)
        tell_one(unit, actor, row.author_id, child_id, "comment.answered", str(row.id))
        return row


def open_next_version(actor: Actor, child_id: UUID, review_on: date | None, now: datetime) -> Plan | Refusal:
    """Take an agreed plan back to being written, from the statements as they are, with the day of the next review.

    Called when a review is finished. The agreed version stays the agreed one until the next is agreed.
    """
    with operation(actor, Permission.PLAN_EDIT, now) as unit:
        plan = _live(actor, child_id, Permission.PLAN_EDIT)
        if plan is None:
            return NOT_FOUND
        if plan.state == PlanState.PROPOSED:
            return Refusal(
                "plan.with_family",
                "This plan is with the family now.",
                "Wait for their answer, or take it back.",
            )
        _move(plan.id, (PlanState.AGREED,), PlanState.DRAFTING)
        Plan.in_unit.filter(pk=plan.id).update(review_on=review_on)
        unit.record("plan.opened_again", plan, child_id=child_id)
        plan.state, plan.review_on = PlanState.DRAFTING, review_on
        return plan

"""Changing a plan that is in force: begun, put to the family with a notice made from the comparison, issued, or not.

Each works inside the unit of its caller (an annual review, an order, an agreement), and asks the gate again. The
pages of this app open a unit of their own for them.
"""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.ehc.choices import CaseState
from alongside.ehc.letters import Recipient
from alongside.ehc.operations.again import end_again
from alongside.ehcplans.choices import FINAL_KINDS, Because, EhcPlanState, LetterKind, VersionKind
from alongside.ehcplans.letters import About, notice_letter, unchanged_letter
from alongside.ehcplans.models import EhcPlan, EhcVersion
from alongside.ehcplans.operations.clocks import set_plan_clocks
from alongside.ehcplans.operations.issuing import Issue, issue
from alongside.ehcplans.operations.keeping import content_now, freeze, latest, plan_row
from alongside.ehcplans.operations.putting_back import put_back
from alongside.ehcplans.operations.telling import tell_family, write_to_family
from alongside.ehcplans.rules.clocks import own_time_until
from alongside.ehcplans.rules.compare import compare
from alongside.ehcplans.rules.content import from_json
from alongside.ehcplans.rules.issuing import refuse_draft
from alongside.ehcplans.rules.moves import MOVES, Move, refuse_move
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.organisations.local_services import local_services
from alongside.rendering.model import Document

_KEEP, _ISSUE = Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ISSUE


def begin_amendment(unit: Unit, actor: Actor, child_id: UUID, because: Because) -> EhcPlan | Refusal:
    """Open the statements of a plan in force for changes. The plan stays in force as it was issued meanwhile.

    Refuses where no plan is in force, and where an amendment is being made already.
    """
    plan = plan_row(actor, child_id, _KEEP)
    if plan is None:
        return NOT_FOUND
    refusal = refuse_move(EhcPlanState(plan.state), Move.BEGIN_AMENDMENT)
    if refusal:
        return refusal
    plan.amending_because = because
    _move(unit, plan, Move.BEGIN_AMENDMENT, "ehcplan.amendment_begun")
    return plan


def serve_amendment_notice(
    unit: Unit, actor: Actor, child_id: UUID, evidence: Sequence[str] = (), met_on: date | None = None
) -> EhcVersion | Refusal:
    """Send the family the plan with each change proposed, and what shows it (reg 22(2)); their time begins.

    The changes are found by comparing what is written now with the plan in force. It can be sent again after more
    changes. After a review, `met_on` is the day of its meeting: the changed plan then has one last day, the earlier of
    eight weeks from the notice and twelve from the meeting, and it runs in the review. Refuses where no amendment was
    begun, and a plan without needs, help or outcomes.
    """
    plan = plan_row(actor, child_id, _KEEP)
    before = latest(plan.id, *FINAL_KINDS) if plan else None
    if plan is None or before is None:
        return NOT_FOUND
    was = from_json(before.content)
    content = content_now(actor, plan, was.settings)
    refusal = refuse_draft(EhcPlanState(plan.state), content, Move.SERVE_NOTICE)
    if refusal:
        return unit.refuse(refusal)
    because = Because(plan.amending_because or Because.OTHER)
    met_on = met_on or _met_before(plan, before)
    version = freeze(unit, actor, plan, content, VersionKind.AMENDED_DRAFT, because)
    version.met_on = met_on
    version.save(update_fields=["met_on"])
    plan.unchanged_on = None
    _move(unit, plan, Move.SERVE_NOTICE, "ehcplan.notice_served")
    set_plan_clocks(unit, plan)
    until = own_time_until(VersionKind.AMENDED_DRAFT, actor.on)
    about = About(
        content, actor.name, actor.on, until, because.label, changes=compare(was, content), evidence=tuple(evidence)
    )  # fmt: skip

    def letter(to: Recipient, _person_id: UUID) -> Document:
        return notice_letter(to, about)

    write_to_family(unit, actor, version, LetterKind.NOTICE, letter)
    tell_family(unit, actor, plan, "ehcplan.notice", str(version.id))
    return version


def _met_before(plan: EhcPlan, in_force: EhcVersion) -> date | None:
    """The meeting of the review from which the notice of this amendment followed, where one was sent already."""
    sent = latest(plan.id, VersionKind.AMENDED_DRAFT)
    same = sent is not None and sent.number > in_force.number and plan.unchanged_on is None
    return sent.met_on if sent and same else None


def issue_amended(unit: Unit, actor: Actor, child_id: UUID, new: Issue) -> EhcVersion | Refusal:
    """Issue the changed plan. Refuses before the family's time is over, unless an order or an agreement says so."""
    plan = plan_row(actor, child_id, _ISSUE)
    if plan is None:
        return NOT_FOUND
    because = Because(plan.amending_because or Because.OTHER)
    return issue(unit, actor, plan, new, Move.ISSUE_AMENDED, because)


def keep_as_it_is(unit: Unit, actor: Actor, child_id: UUID, reasons: str) -> EhcPlan | Refusal:
    """Make no change after all: the family is told why, with their rights where a notice was served (reg 22(4)).

    What was written meanwhile is taken back, so that the statements say again what is in force.
    """
    plan = plan_row(actor, child_id, _ISSUE)
    before = latest(plan.id, *FINAL_KINDS) if plan else None
    if plan is None or before is None:
        return NOT_FOUND
    refusal = refuse_move(EhcPlanState(plan.state), Move.KEEP_AS_IT_IS)
    if refusal is None and len(reasons.split()) < 5:
        refusal = Refusal(
            "amendment.reasons", "The family reads why.", "Write a few plain sentences.", "reasons"
        )
    if refusal:
        return refusal
    notice = latest(plan.id, VersionKind.AMENDED_DRAFT)
    served = notice is not None and notice.number > before.number and plan.unchanged_on is None
    if plan.amending_because == Because.REASSESSMENT:
        end_again(unit, child_id, CaseState.UNCHANGED, actor.on, actor.name)
    put_back(unit, plan, from_json(before.content))
    plan.unchanged_on, plan.amending_because = (actor.on if served else plan.unchanged_on), ""
    _move(unit, plan, Move.KEEP_AS_IT_IS, "ehcplan.amendment_dropped")
    set_plan_clocks(unit, plan)
    if notice is not None and served:
        services = local_services(plan.council_id)
        about = About(from_json(before.content), actor.name, actor.on, reasons=reasons, services=services)

        def letter(to: Recipient, _person_id: UUID) -> Document:
            return unchanged_letter(to, about)

        write_to_family(unit, actor, notice, LetterKind.UNCHANGED, letter)
        tell_family(unit, actor, plan, "ehcplan.unchanged", str(notice.id))
    return plan


def _move(unit: Unit, plan: EhcPlan, move: Move, verb: str) -> None:
    before = EhcPlanState(plan.state)
    plan.state, plan.edition = MOVES[before, move], plan.edition + 1
    plan.save()
    unit.record(
        verb, plan, child_id=plan.child_id, before={"state": before.value}, after={"state": str(plan.state)}
    )

"""Sending the draft to the family: frozen, with a letter to each, and their time counted from that day."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.ehc.letters import Recipient
from alongside.ehc.operations.planning import note_draft_served
from alongside.ehcplans.choices import Because, EhcPlanState, LetterKind, VersionKind
from alongside.ehcplans.letters import About, draft_letter
from alongside.ehcplans.models import EhcVersion
from alongside.ehcplans.operations.clocks import set_plan_clocks
from alongside.ehcplans.operations.keeping import STALE, content_now, freeze, plan_row
from alongside.ehcplans.operations.telling import tell_family, write_to_family
from alongside.ehcplans.rules.clocks import own_time_until
from alongside.ehcplans.rules.issuing import refuse_draft
from alongside.ehcplans.rules.moves import MOVES, Move
from alongside.kernel.refusal import Refusal
from alongside.rendering.model import Document

_KEEP = Permission.EHCPLAN_KEEP


def serve_draft(actor: Actor, child_id: UUID, edition: int, now: datetime) -> EhcVersion | Refusal:
    """Send the draft as it is written now. It can be sent again after changes, and the time begins anew.

    Refuses a draft without needs, help or outcomes, and one of a case in which no plan was decided on.
    """
    with operation(actor, _KEEP, now) as unit:
        plan = plan_row(actor, child_id, _KEEP)
        if plan is None:
            return NOT_FOUND
        if plan.edition != edition:
            return STALE
        content = content_now(actor, plan)
        refusal = refuse_draft(EhcPlanState(plan.state), content)
        if refusal is None and plan.case_id:
            refusal = note_draft_served(unit, plan.case_id, actor.on)
        if refusal:
            return unit.refuse(refusal)
        version = freeze(unit, actor, plan, content, VersionKind.DRAFT, Because.INITIAL)
        before = EhcPlanState(plan.state)
        plan.state, plan.edition = MOVES[before, Move.SERVE_DRAFT], plan.edition + 1
        plan.save(update_fields=["state", "edition"])
        unit.record(
            "ehcplan.draft_served", plan, child_id=child_id, before={"state": before.value},
            after={"state": str(plan.state)},
        )  # fmt: skip
        set_plan_clocks(unit, plan)
        about = About(content, actor.name, actor.on, own_time_until(VersionKind.DRAFT, actor.on))

        def letter(to: Recipient, _person_id: UUID) -> Document:
            return draft_letter(to, about)

        write_to_family(unit, actor, version, LetterKind.DRAFT, letter)
        tell_family(unit, actor, plan, "ehcplan.draft", str(version.id))
        return version

"""Asking for a new assessment and answering: the clocks follow, and the family is told."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission, role_may
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import right_holders
from alongside.children.of_age.rules import is_grown
from alongside.children.operations import NOT_FOUND
from alongside.children.queries import child_card, stands_by
from alongside.deadlines.operations import Matter, matters_of, reconcile
from alongside.disputes.changing.operations.keeping import plan_in_force, tell_those
from alongside.disputes.changing.rules import (
    AskAgain,
    ReassessmentFacts,
    facts_of_reassessment,
    refuse_answer,
    refuse_to_ask_again,
)
from alongside.disputes.choices import AskedAgainBy, ReassessmentState
from alongside.disputes.models import Reassessment
from alongside.ehc.choices import AskedBy, CaseState
from alongside.ehc.operations.again import Agreed, begin_again, end_again, when_assessed_again
from alongside.ehcplans.choices import FINAL_KINDS, Because, EhcPlanState
from alongside.ehcplans.models import EhcVersion
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit

_ASK, _KEEP, _DECIDE = Permission.CASE_ASK, Permission.CASE_KEEP, Permission.CASE_DECIDE
_NOT_YOURS = Refusal(
    "reassess.not-yours",
    "The law gives this right to somebody else now.",
    "They ask from their own sign-in, or by letter, e-mail or telephone: the council writes it down. You can help.",
)


@at_most(200, "taken_in.1")
def ask_again(
    actor: Actor,
    child_id: UUID,
    words: str,
    now: datetime,
    taken_in: tuple[str, str, date | None] | None = None,
) -> Reassessment | Refusal:
    """Ask for a new assessment: a parent, the young person, the setting; or the council writes down who asked and when.

    `taken_in` is by whom (`AskedAgainBy`), their name, and the day the council received it.
    """
    permission = _KEEP if taken_in else _ASK
    with operation(actor, permission, now) as unit:
        card = child_card(actor, child_id, permission)
        if card is None:
            return NOT_FOUND
        plan = plan_in_force(actor, child_id, permission)
        by, name, received = taken_in or (*_as_whom(actor, child_id), actor.on)
        running = (ReassessmentState.ASKED, ReassessmentState.AGREED)
        _note_what_is_done(unit, child_id)
        is_open = plan is not None and Reassessment.in_unit.filter(plan=plan, state__in=running).exists()
        refusal = refuse_to_ask_again(AskAgain(plan is not None, is_open, received, words, actor.on))
        if not by or refusal or plan is None:
            return refusal or _NOT_YOURS
        row = Reassessment(
            child_id=child_id, plan=plan, council_id=plan.council_id, asked_by=by,
            asker_id=None if taken_in else actor.person_id, asker_name=name or AskedAgainBy(by).label,
            words=clean_lines(words), received_on=received, recorded_by_name=actor.name, recorded_at=now,
        )  # fmt: skip
        if by == AskedAgainBy.COUNCIL:
            row.state, row.decided_on, row.decided_by_name = ReassessmentState.AGREED, received, actor.name
        row.save(force_insert=True)
        unit.record("reassessment.requested", row, child_id=child_id, after={"by": by})
        problem = _begin(unit, actor, row)
        if problem:
            return unit.refuse(problem)
        _set_clocks(unit, row)
        return row


def _begin(unit: Unit, actor: Actor, row: Reassessment) -> Refusal | None:
    """Open the case in which advice is sought (reg 26), once it is agreed to assess again."""
    if row.state != ReassessmentState.AGREED or row.decided_on is None:
        return None
    agreed = Agreed(
        row.child_id, row.council_id, row.id, _ASKED_BY.get(AskedAgainBy(row.asked_by), AskedBy.COUNCIL),
        row.asker_id, row.asker_name, row.words, row.received_on, row.decided_on,
    )  # fmt: skip
    begun = begin_again(unit, agreed, actor.name)
    return begun if isinstance(begun, Refusal) else None


_ASKED_BY = {
    AskedAgainBy.PARENT: AskedBy.PARENT,
    AskedAgainBy.YOUNG_PERSON: AskedBy.YOUNG_PERSON,
    AskedAgainBy.SETTING: AskedBy.SETTING,
}
_CAME_TO = {
    CaseState.ISSUED: ReassessmentState.DONE,
    CaseState.UNCHANGED: ReassessmentState.UNCHANGED,
    CaseState.PLAN_ENDED: ReassessmentState.ENDED,
}


@when_assessed_again("reassessments")
def note_end(unit: Unit, reassessment_id: UUID, state: CaseState, on: date) -> None:
    """Bring the request to where its assessment has come to: the limit of reg 27(2) is met, or runs no more."""
    row = Reassessment.in_unit.filter(pk=reassessment_id, state=ReassessmentState.AGREED).first()
    if row is None or state not in _CAME_TO:
        return
    row.state, row.ended_on = _CAME_TO[state], on
    row.save(update_fields=["state", "ended_on"])
    unit.record("reassessment.ended", row, child_id=row.child_id, after={"state": str(row.state)})
    _set_clocks(unit, row)


def _note_what_is_done(unit: Unit, child_id: UUID) -> None:
    """A new assessment is over when the plan that followed has been sent."""
    for row in Reassessment.in_unit.filter(child_id=child_id, state=ReassessmentState.AGREED):
        found = _facts(row)
        if found.ended_on:
            row.state, row.ended_on = ReassessmentState.DONE, found.ended_on
            row.save(update_fields=["state", "ended_on"])
            unit.record("reassessment.done", row, child_id=child_id)


def _as_whom(actor: Actor, child_id: UUID) -> tuple[str, str]:
    """As whom the actor asks; nobody where the right is another's."""
    if not actor.is_family:
        return AskedAgainBy.SETTING, actor.name
    card = child_card(actor, child_id, _ASK)
    if card is None or actor.person_id not in right_holders(
        card, stands_by(actor, child_id), Deciding.REQUEST, actor.on
    ):
        return "", ""
    grown = is_grown(card.born_on, actor.on)
    own = any(one.person_id == actor.person_id and one.kind == "child" for one in stands_by(actor, child_id))
    return (AskedAgainBy.YOUNG_PERSON if grown and own else AskedAgainBy.PARENT), actor.name


def answer_again(  # noqa: PLR0913 - the answer, and the two grounds the law has
    actor: Actor, child_id: UUID, reassessment_id: UUID, *, yes: bool, reasons: str, assessed_on: date | None,
    needed: bool | None, now: datetime,
) -> Reassessment | Refusal:  # fmt: skip
    """Answer a request for a new assessment: by a manager, with reasons; a no can be appealed (s.51(2)(d))."""
    with operation(actor, _DECIDE, now) as unit:
        row = Reassessment.objects.permitting(actor, _DECIDE, child_id).filter(pk=reassessment_id).first()
        if row is None:
            return NOT_FOUND
        refusal = refuse_answer(
            ReassessmentState(row.state), yes=yes, reasons=reasons, assessed_on=assessed_on, needed=needed,
            received_on=row.received_on,
        )  # fmt: skip
        if refusal:
            return refusal
        row.state = ReassessmentState.AGREED if yes else ReassessmentState.REFUSED
        row.reasons, row.decided_on, row.decided_by_name = clean_lines(reasons), actor.on, actor.name
        row.save(update_fields=["state", "reasons", "decided_on", "decided_by_name"])
        unit.record("reassessment.decided", row, child_id=child_id, after={"state": str(row.state)})
        problem = _begin(unit, actor, row)
        if problem:
            return unit.refuse(problem)
        _set_clocks(unit, row)
        _tell(unit, actor, row)
        return row


def take_back_request(
    actor: Actor, child_id: UUID, reassessment_id: UUID, now: datetime
) -> Reassessment | Refusal:
    """Take back a request for a new assessment: whoever asked, or the council for whoever told it. No date runs then.

    It stays to be read, and another one can be asked for at any time.
    """
    permission = _KEEP if role_may(actor.role, _KEEP) else _ASK
    with operation(actor, permission, now) as unit:
        row = Reassessment.objects.permitting(actor, permission, child_id).filter(pk=reassessment_id).first()
        if row is None or (permission is _ASK and row.asker_id != actor.person_id):
            return NOT_FOUND
        if row.state not in (ReassessmentState.ASKED, ReassessmentState.AGREED):
            return Refusal("reassess.over", "This is over.", "Open it to read it.")
        if row.asked_by == AskedAgainBy.COUNCIL:
            return Refusal(
                "reassess.own",
                "The council decided this by itself.",
                "Send the plan that follows, or go on as it is.",
            )
        before = {"state": str(row.state)}
        row.state, row.ended_on = ReassessmentState.WITHDRAWN, actor.on
        row.save(update_fields=["state", "ended_on"])
        unit.record("reassessment.withdrawn", row, child_id=child_id, before=before)
        end_again(unit, child_id, CaseState.WITHDRAWN, actor.on, actor.name, of=row.id)
        _set_clocks(unit, row)
        _tell(unit, actor, row)
        return row


def _tell(unit: Unit, actor: Actor, row: Reassessment) -> None:
    tell_those(unit, actor, row.child_id, f"reassessment:{row.id}:{row.state}")


def _set_clocks(unit: Unit, row: Reassessment) -> None:
    reconcile(unit, row.child_id, row.id, facts_of_reassessment(_facts(row)))


def _facts(row: Reassessment) -> ReassessmentFacts:
    """The day of the plan that followed is read from the plan: a final version made because of a new assessment."""
    ended = row.ended_on
    if ended is None and row.state == ReassessmentState.AGREED:
        rows = EhcVersion.in_unit.filter(
            plan_id=row.plan_id,
            kind__in=FINAL_KINDS,
            because=Because.REASSESSMENT,
            served_on__gte=row.decided_on,
        )
        ended = rows.order_by("served_on").values_list("served_on", flat=True).first()
    by_council = row.asked_by == AskedAgainBy.COUNCIL
    return ReassessmentFacts(
        ReassessmentState(row.state), row.received_on, by_council, row.decided_on, ended,
        row.plan.state == EhcPlanState.CEASED,
    )  # fmt: skip


@matters_of("reassessments")
def reassessments_after(after: UUID | None, size: int) -> Sequence[Matter]:
    """The next new assessments in the order of their ids, for the sweep."""
    rows = Reassessment.in_unit.select_related("plan").order_by("pk")
    found = list((rows.filter(pk__gt=after) if after else rows)[:size])
    return [Matter(row.child_id, row.pk, facts_of_reassessment(_facts(row))) for row in found]

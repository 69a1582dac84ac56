"""What moves and new assessments do when a plan that was taken in is put right, and what of them rests on it."""

from collections.abc import Iterable

from alongside.deadlines.operations import reconcile
from alongside.disputes.changing.operations.moves import move_as_kept
from alongside.disputes.changing.rules import facts_of_move
from alongside.disputes.choices import Way
from alongside.disputes.models import AreaMove, Budget, Challenge, Reassessment
from alongside.ehcplans.coming import rests_on, when_corrected
from alongside.ehcplans.models import EhcPlan
from alongside.ehcplans.rules.correcting import Correction
from alongside.kernel.text import clean
from alongside.ledger.unit import Unit


@rests_on("disputes")
def what_rests(plan: EhcPlan) -> Iterable[str]:
    """A family that was told of a move, a move away, a new assessment, a budget, an appeal."""
    moves = AreaMove.in_unit.filter(plan_id=plan.id)
    if moves.filter(way=Way.OUT).exists() or moves.exclude(told_on=None).exists():
        yield "the family was told of a move, or moves away"
    for model, words in ((Reassessment, "a new assessment"), (Budget, "a budget"), (Challenge, "an appeal")):
        if model.in_unit.filter(plan_id=plan.id).exists():
            yield words


@when_corrected("moves")
def count_anew(unit: Unit, plan: EhcPlan, new: Correction) -> None:
    """How the plan came, and the limits of reg 15, from the days it has now."""
    for row in AreaMove.in_unit.filter(plan_id=plan.id, way=Way.IN):
        before = {"passed_on": str(row.passed_on), "moved_on": str(row.moved_on)}
        row.plan_made_on, row.reviewed_on = plan.first_issued_on, plan.last_reviewed_on
        row.other = clean(new.other or row.other)
        row.moved_on, row.passed_on = new.moved_on or row.moved_on, new.passed_on or row.passed_on
        row.known_on = min(row.known_on, row.moved_on, row.passed_on or row.moved_on)
        row.save()
        after = {"passed_on": str(row.passed_on), "moved_on": str(row.moved_on)}
        unit.record("move.corrected", row, child_id=row.child_id, before=before, after=after)
        reconcile(unit, row.child_id, row.id, facts_of_move(move_as_kept(row)))

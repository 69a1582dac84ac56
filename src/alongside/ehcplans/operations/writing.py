"""Writing the statements of a plan: adding, changing, tying to needs, ordering, taking out."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.ehcplans.choices import EhcPlanState
from alongside.ehcplans.models import EhcLine, EhcPlan, EhcThread
from alongside.ehcplans.operations.keeping import STALE, plan_row
from alongside.ehcplans.rules.content import NewLine
from alongside.ehcplans.rules.moves import Move, refuse_move
from alongside.ehcplans.rules.writing import refuse_line
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit
from alongside.statute.ehc_plan import ehc_shape
from alongside.statute.loading import on as law_on

_KEEP = Permission.EHCPLAN_KEEP
_COLUMNS = (
    "section", "topic", "area", "whose", "told", "who", "training", "ratio", "how_often", "how_long", "where",
    "by_when", "measure", "adulthood_area", "source_key", "source_name", "source_words",
)  # fmt: skip


def areas(actor: Actor) -> frozenset[str]:
    """The areas of need that are good today."""
    return frozenset(one.code for one in law_on(actor.on).codes("area-of-need"))


@at_most(300, "new.told", "new.measure", "new.source_name")
@at_most(200, "new.who", "new.training", "new.where")
@at_most(120, "new.how_often", "new.how_long", "new.by_when")
@at_most(60, "new.ratio")
def write_line(
    actor: Actor, child_id: UUID, line_id: UUID | None, new: NewLine, edition: int, now: datetime
) -> EhcLine | Refusal:
    """Add a statement, or write one anew. A stale save is refused and loses nothing.

    Refuses while the plan is in force and no amendment was begun.
    """
    with operation(actor, _KEEP, now) as unit:
        plan = plan_row(actor, child_id, _KEEP)
        if plan is None:
            return NOT_FOUND
        refusal = refuse_move(EhcPlanState(plan.state), Move.WRITE) or refuse_line(
            new, ehc_shape(), areas(actor)
        )
        if refusal:
            return refusal
        if line_id is None:
            return add_line(unit, actor, plan, new, needs=new.meets)
        row = EhcLine.in_unit.select_for_update().filter(pk=line_id, plan_id=plan.id, ended_at=None).first()
        if row is None:
            return NOT_FOUND
        if row.edition != edition:
            return STALE
        _fill(row, actor, new, unit.at)
        row.earlier_id = _earlier(row, new)
        row.edition += 1
        row.save()
        tie(unit, child_id, row, new.meets)
        unit.record("ehcplan.line_changed", row, child_id=child_id, after={"section": row.section})
        return row


def add_line(
    unit: Unit, actor: Actor, plan: EhcPlan, new: NewLine, statement_id: UUID | None = None,
    needs: Iterable[str] = (),
) -> EhcLine:  # fmt: skip
    """Add a statement at the end of its section, inside the caller's operation, whose caller has asked the rules."""
    last = EhcLine.in_unit.filter(plan_id=plan.id, section=new.section).order_by("-position").first()
    row = EhcLine(plan=plan, position=(last.position if last else 0) + 1, statement_id=statement_id)
    _fill(row, actor, new, unit.at)
    row.earlier_id = _earlier(row, new)
    row.save(force_insert=True)
    unit.record("ehcplan.line_added", row, child_id=plan.child_id, after={"section": row.section})
    tie(unit, plan.child_id, row, tuple(needs))
    return row


def _fill(row: EhcLine, actor: Actor, new: NewLine, at: datetime) -> None:
    given = asdict(new)
    for name in _COLUMNS:
        room = getattr(EhcLine._meta.get_field(name), "max_length", None)
        setattr(row, name, " ".join(given[name].split())[:room] if room else given[name])
    row.text, row.written_by_name, row.changed_at = clean_lines(new.text), actor.name, at


def _earlier(row: EhcLine, new: NewLine) -> UUID | None:
    """The line whose place it takes: another one of the same plan and section; of anything else there is none."""
    if not new.earlier:
        return None
    rows = EhcLine.in_unit.filter(plan_id=row.plan_id, section=new.section).exclude(pk=row.pk)
    return next((one for one in rows.values_list("pk", flat=True) if str(one) == new.earlier), None)


def tie(unit: Unit, child_id: UUID, row: EhcLine, meets: Iterable[str]) -> None:
    """Tie a provision or an outcome to the needs named, all of the same plan; ties that are not named go."""
    wanted = {
        one.id
        for one in EhcLine.in_unit.filter(plan_id=row.plan_id, section__in=("B", "C", "D"), ended_at=None)
        if str(one.id) in set(meets)
    }
    if row.section in ("A", "B", "C", "D", "J"):
        wanted = set()
    kept = EhcThread.in_unit.filter(line_id=row.id)
    before = set(kept.values_list("need_id", flat=True))
    if before == wanted:
        return
    kept.exclude(need_id__in=wanted).delete()
    for need_id in sorted(wanted - before):
        EhcThread(line=row, need_id=need_id).save(force_insert=True)
    unit.record("ehcplan.line_tied", row, child_id=child_id, after={"needs": len(wanted)})


def take_out(actor: Actor, child_id: UUID, line_id: UUID, edition: int, now: datetime) -> EhcLine | Refusal:
    """Take a statement out of what is being written. Versions that hold it stay as they are."""
    with operation(actor, _KEEP, now) as unit:
        plan = plan_row(actor, child_id, _KEEP)
        row = EhcLine.in_unit.filter(pk=line_id, plan_id=plan.id, ended_at=None).first() if plan else None
        if plan is None or row is None:
            return NOT_FOUND
        refusal = refuse_move(EhcPlanState(plan.state), Move.WRITE)
        if refusal or row.edition != edition:
            return refusal or STALE
        row.ended_at, row.edition = now, row.edition + 1
        row.save(update_fields=["ended_at", "edition"])
        unit.record("ehcplan.line_taken_out", row, child_id=child_id, after={"section": row.section})
        return row


def move_up(actor: Actor, child_id: UUID, line_id: UUID, now: datetime) -> EhcLine | Refusal:
    """Change places with the statement before it in its section; the first one stays where it is."""
    with operation(actor, _KEEP, now) as unit:
        plan = plan_row(actor, child_id, _KEEP)
        row = EhcLine.in_unit.filter(pk=line_id, plan_id=plan.id, ended_at=None).first() if plan else None
        if plan is None or row is None:
            return NOT_FOUND
        refusal = refuse_move(EhcPlanState(plan.state), Move.WRITE)
        if refusal:
            return refusal
        others = EhcLine.in_unit.filter(plan_id=plan.id, section=row.section, area=row.area, ended_at=None)
        before = others.filter(position__lt=row.position).order_by("-position").first()
        if before is not None:
            before.position, row.position = row.position, before.position
            before.save(update_fields=["position"])
            row.save(update_fields=["position"])
        unit.record("ehcplan.line_moved", row, child_id=child_id, after={"section": row.section})
        return row

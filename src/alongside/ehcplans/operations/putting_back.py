"""Making the statements say again what a version says: what was written since is taken back."""

from uuid import UUID

from alongside.ehcplans.models import EhcLine, EhcPlan
from alongside.ehcplans.operations.writing import tie
from alongside.ehcplans.rules.content import Content, Line
from alongside.ledger.unit import Unit

_COLUMNS = (
    "section", "topic", "area", "text", "whose", "told", "who", "training", "ratio", "how_often", "how_long",
    "where", "by_when", "measure", "adulthood_area", "source_key", "source_name", "source_words",
)  # fmt: skip


def put_back(unit: Unit, plan: EhcPlan, content: Content) -> None:
    """End the lines that the version does not hold, and write those it holds as they stand in it."""
    held = {UUID(one.id): one for one in content.lines}
    rows = {row.id: row for row in EhcLine.in_unit.filter(plan_id=plan.id)}
    for row in rows.values():
        if row.id in held:
            _as_it_was(unit, plan, row, held[row.id], list(held).index(row.id))
        elif row.ended_at is None:
            row.ended_at, row.edition = unit.at, row.edition + 1
            row.save(update_fields=["ended_at", "edition"])
            unit.record("ehcplan.line_taken_out", row, child_id=plan.child_id, after={"section": row.section})
    for row_id, line in held.items():
        tie(unit, plan.child_id, rows[row_id], line.meets)


def _as_it_was(unit: Unit, plan: EhcPlan, row: EhcLine, line: Line, position: int) -> None:
    changed = row.ended_at is not None or any(getattr(row, name) != getattr(line, name) for name in _COLUMNS)
    for name in _COLUMNS:
        setattr(row, name, getattr(line, name))
    row.ended_at, row.position = None, position
    if changed:
        row.edition += 1
        unit.record("ehcplan.line_put_back", row, child_id=plan.child_id, after={"section": row.section})
    row.save()

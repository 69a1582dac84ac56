"""Putting right what was written down wrongly of a plan on paper, before anything rests on it.

What was there before stays to be read: as a version, and in the ledger with the reason.
"""

from datetime import date, datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.ehcplans.choices import FINAL_KINDS, Because, EhcPlanState, Origin, VersionKind
from alongside.ehcplans.coming import let_correct, what_rests_on
from alongside.ehcplans.models import Consultation, EhcAnswer, EhcLetter, EhcLine, EhcPlan, EhcVersion
from alongside.ehcplans.operations.clocks import set_plan_clocks
from alongside.ehcplans.operations.keeping import content_now, freeze, latest, named_rows, plan_row
from alongside.ehcplans.operations.naming import as_named, name_settings
from alongside.ehcplans.rules.content import NewSetting
from alongside.ehcplans.rules.correcting import (
    Correction,
    Standing,
    differing,
    refuse_correction,
    refuse_standing,
)
from alongside.ehcplans.rules.taking_in import Days, refuse_days
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, clean_lines
from alongside.ledger.unit import Unit

_KEEP = Permission.EHCPLAN_KEEP
_DAYS = ("first_issued_on", "issued_on", "last_reviewed_on", "transferred_from")
_LETTERS = ((EhcLetter, "a letter"),)
_RESTS = (
    (Consultation, "a setting was asked"), (EhcAnswer, "the family said something"), *_LETTERS,
)  # fmt: skip


def why_not_correct(actor: Actor, child_id: UUID, now: datetime, *, naming: bool = False) -> Refusal | None:
    """Whether the plan of a child can be put right by itself now; None where it can. With `naming`: section I alone."""
    with operation(actor, _KEEP, now) as unit:
        unit.only_scratch()
        plan = plan_row(actor, child_id, _KEEP)
        return refuse_standing(_standing(plan, naming and not _named(plan))) if plan else NOT_FOUND


@at_most(500, "new.why")
def correct_taken_in(actor: Actor, child_id: UUID, new: Correction, now: datetime) -> EhcVersion | Refusal:
    """Put right days, words and section I of a plan that was taken in, with the reason; what follows is counted anew.

    Refuses what changes nothing, days that cannot be, and all once anything rests on the plan: only a section I that
    was left empty can be named then, because nothing rests on a name that nobody had.
    """
    with operation(actor, _KEEP, now) as unit:
        plan = plan_row(actor, child_id, _KEEP)
        if plan is None:
            return NOT_FOUND
        kept = EhcLine.in_unit.filter(plan_id=plan.id, ended_at=None)
        lines = {str(row.id): row for row in kept}
        words = differing(((key, row.text) for key, row in lines.items()), new.words)
        days = _days(plan, new)
        moved, named = sum(one is not None for one in (new.other, new.moved_on, new.passed_on)), _named(plan)
        changes = len(words) + len(days) + moved + (new.settings not in (None, named))
        refusal = refuse_standing(_standing(plan, new.names_alone and not named))
        refusal = refusal or refuse_correction(new, changes) or _refuse_days(plan, days, actor.on)
        if refusal:
            return refusal
        for key, text in words.items():
            _write(unit, actor, plan, lines[key], text)
        return _keep(unit, actor, plan, days, new)


def _named(plan: EhcPlan) -> tuple[NewSetting, ...]:
    """What section I of the newest version names."""
    last = latest(plan.id, *FINAL_KINDS)
    return tuple(map(_as_new, named_rows(last.id))) if last else ()


def _standing(plan: EhcPlan, fills: bool = False) -> Standing:
    """How the plan stands; where an empty section I is filled, a letter that left without it alone rests on that."""
    made = EhcVersion.in_unit.filter(plan_id=plan.id).values_list("because", flat=True)
    asked = _LETTERS if fills else _RESTS
    own = tuple(words for model, words in asked if model.in_unit.filter(plan_id=plan.id).exists())
    built = () if plan.origin == Origin.HERE else own if fills else (*own, *what_rests_on(plan))
    return Standing(Origin(plan.origin), EhcPlanState(plan.state), frozenset(map(Because, made)), built)


def _days(plan: EhcPlan, new: Correction) -> dict[str, date | str]:
    given = {name: getattr(new, name) for name in _DAYS}
    return {
        name: value for name, value in given.items() if value is not None and value != getattr(plan, name)
    }


def _refuse_days(plan: EhcPlan, days: dict[str, date | str], today: date) -> Refusal | None:
    first, issued, reviewed = (days.get(name, getattr(plan, name)) for name in _DAYS[:3])
    return refuse_days(Days(Origin(plan.origin), first, issued, reviewed), today)


def _write(unit: Unit, actor: Actor, plan: EhcPlan, row: EhcLine, text: str) -> None:
    """The statement as the paper has it; the version before holds it as it was typed."""
    if text:
        row.text = clean_lines(text)
    else:
        row.ended_at = unit.at
    row.written_by_name, row.changed_at, row.edition = actor.name, unit.at, row.edition + 1
    row.save(update_fields=["text", "ended_at", "written_by_name", "changed_at", "edition"])
    unit.record("ehcplan.line_corrected", row, child_id=plan.child_id, after={"section": row.section})


def _keep(
    unit: Unit, actor: Actor, plan: EhcPlan, days: dict[str, date | str], new: Correction
) -> EhcVersion | Refusal:
    """The days on the plan, a version with what it says now, and everything that follows from them."""
    before: dict[str, object] = {name: str(getattr(plan, name) or "") for name in days}
    for name, value in days.items():
        setattr(plan, name, value)
    plan.edition += 1
    plan.save(update_fields=[*days, "edition"])
    after: dict[str, object] = {**{name: str(value) for name, value in days.items()}, "why": clean(new.why)}
    last, was = latest(plan.id, *FINAL_KINDS), _named(plan)
    named = was if new.settings is None else new.settings
    if named != was:
        before["section_i"], after["section_i"] = _called(was), _called(named)
    unit.record("ehcplan.corrected", plan, child_id=plan.child_id, before=before, after=after)
    content = content_now(actor, plan, tuple(map(as_named, named)))
    kind = VersionKind.FINAL if plan.first_issued_on == plan.issued_on else VersionKind.AMENDED_FINAL
    version = freeze(unit, actor, plan, content, kind, Because.CORRECTED)
    version.served_on, version.scan_id = plan.issued_on, last.scan_id if last else None
    version.save(update_fields=["served_on", "scan"])
    name_settings(unit, plan.child_id, version, named)
    set_plan_clocks(unit, plan)
    let_correct(unit, plan, new)
    return version


def _called(named: tuple[NewSetting, ...]) -> list[str]:
    return [one.name or one.kind or one.code for one in named]


def _as_new(one: object) -> NewSetting:
    names = ("organisation_id", "name", "kind", "urn", "ukprn", "code", "sen_unit", "resourced_provision")
    return NewSetting(**{name: getattr(one, name) for name in names})

"""Asking whether the help in section F is given, the answers, and putting a gap right (CFA 2014 s.42)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import StandingKind
from alongside.access.operation import operation
from alongside.access.policy import Permission, role_may
from alongside.annualreviews.access import checks_to_open, leads_of_setting, setting_on, those_around
from alongside.annualreviews.choices import Check, Kept
from alongside.annualreviews.models import PromiseAnswer, PromiseCheck
from alongside.annualreviews.operations.sending import tell_around
from alongside.annualreviews.queries.promises import PromiseText, promised
from alongside.annualreviews.rules.promises import LONGEST, PromiseSaid, next_check, refuse_said
from alongside.children.operations import NOT_FOUND
from alongside.ehcplans.models import EhcPlan
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.ledger.unit import Unit
from alongside.notices.operations import tell
from alongside.statute.almanac import london_day
from alongside.support.operations import NewAction, add_action

_SAY, _HOLD = Permission.ANNUAL_SAY, Permission.ANNUAL_HOLD
_AT_ONCE = 500


def open_checks(now: datetime, limit: int = _AT_ONCE) -> int:
    """Ask about each plan whose day has come; returns how many. Missed or run twice it is right."""
    today = london_day(now)
    actor = SystemActor("asking whether the help in plans is given", today)
    opened = 0
    for plan in checks_to_open(today, limit):
        with operation(actor, "promises.ask", now) as unit:
            opened += _open(unit, plan)
    return opened


def _open(unit: Unit, plan: EhcPlan) -> int:
    today = london_day(unit.at)
    done = [
        (Check(kind), due)
        for kind, due in PromiseCheck.in_unit.filter(plan=plan).values_list("kind", "due_on")
    ]
    wanted = next_check(plan.issued_on or today, done, today)
    if wanted is None:
        unit.only_scratch()
        return 0
    row = PromiseCheck(
        child_id=plan.child_id, plan=plan, kind=wanted.kind, looks_from=wanted.looks_from, due_on=wanted.due_on,
        opened_at=unit.at,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record("promises.asked", row, child_id=plan.child_id, after={"due_on": row.due_on.isoformat()})
    setting_id = setting_on(plan.child_id, today)
    people = set(leads_of_setting(setting_id, today)) if setting_id else set()
    people |= set(those_around(plan.child_id, today, (StandingKind.PARENT, StandingKind.CHILD)))
    for person_id in people:
        path = f"/children/{plan.child_id}/promises/"
        tell(unit, person_id, plan.child_id, "promises.asked", path, f"promises.asked:{row.id}")
    return 1


def answer_promises(
    actor: Actor, child_id: UUID, said: Mapping[str, PromiseSaid], now: datetime
) -> PromiseCheck | Refusal:
    """Say of each promise whether it is kept. The setting's answer stands for it; each of the family has their own.

    A gap that the setting names becomes an action with a day. Once the setting has answered for all of them, the
    asking is over. Refuses a gap about which the setting says nothing.
    """
    with operation(actor, _SAY, now) as unit:
        check = _check(actor, child_id)
        if check is None or actor.person_id is None:
            return NOT_FOUND
        by_setting = not actor.is_family
        at_setting = role_may(actor.role, _HOLD) and actor.organisation_id == setting_on(child_id, actor.on)
        if by_setting and not at_setting:
            return NOT_FOUND
        texts = {one.key: one for one in promised(actor, child_id)}
        for key, one in said.items():
            if key not in texts:
                return unit.refuse(NOT_FOUND)
            refusal = refuse_said(one, actor.on, for_setting=by_setting)
            if refusal:
                return unit.refuse(
                    Refusal(refusal.code, refusal.message, refusal.what_to_do, f"{key}-{refusal.field}")
                )
            problem = _keep(unit, actor, check, texts[key], one, by_setting=by_setting)
            if problem:
                return unit.refuse(problem)
        if by_setting:
            _close_when_answered(unit, actor, check, set(texts))
        path = f"/children/{child_id}/promises/"
        tell_around(unit, actor, child_id, "promises.gap", f"{check.id}:{actor.person_id}", path)
        return check


def _check(actor: Actor, child_id: UUID) -> PromiseCheck | None:
    """The newest asking about the child's plan: answers can be added to it until the next one."""
    rows = PromiseCheck.objects.permitting(actor, _SAY, child_id)
    found: PromiseCheck | None = rows.order_by("-due_on").first()
    return found


def _keep(
    unit: Unit,
    actor: Actor,
    check: PromiseCheck,
    promise: PromiseText,
    said: PromiseSaid,
    *,
    by_setting: bool,
) -> Refusal | None:
    keys = {"check_asked": check, "promise": promise.key, "person_id": actor.person_id}
    row = PromiseAnswer.in_unit.filter(**keys).first() or PromiseAnswer(**keys, child_id=check.child_id)
    gap = by_setting and said.kept is not Kept.YES
    if gap and row.action_id is None and said.by_on:
        new = NewAction(
            said.doing, said.by_on, actor.person_id, why="Help that the EHC plan promises is not given.",
            came_from="Is the help given?", came_from_path=f"/children/{check.child_id}/promises/",
        )  # fmt: skip
        made = add_action(actor, check.child_id, new, unit.at)
        if isinstance(made, Refusal):
            return made
        row.action_id = made.id
    row.text, row.by_setting, row.kept = promise.text, by_setting, said.kept
    row.words, row.doing = clean_lines(said.words), clean_lines(said.doing) if gap else ""
    row.by_on, row.by_name, row.at = said.by_on if gap else None, actor.name, unit.at
    row.mended_on, row.mended_words, row.mended_by_name = None, "", ""
    row.save()
    unit.record("promise.answered", row, child_id=check.child_id, after={"kept": row.kept})
    return None


def _close_when_answered(unit: Unit, actor: Actor, check: PromiseCheck, keys: set[str]) -> None:
    rows = PromiseAnswer.in_unit.filter(check_asked=check, by_setting=True)
    if check.answered_on is None and keys <= set(rows.values_list("promise", flat=True)):
        check.answered_on, check.answered_by_name = actor.on, actor.name
        check.save(update_fields=["answered_on", "answered_by_name"])
        unit.record("promises.answered", check, child_id=check.child_id)


@at_most(LONGEST, "words")
def mend(actor: Actor, child_id: UUID, promise: str, words: str, now: datetime) -> PromiseAnswer | Refusal:
    """Say that a gap is put right, and how: whoever holds reviews for the child. The family is told."""
    with operation(actor, _HOLD, now) as unit:
        rows = PromiseAnswer.objects.permitting(actor, _HOLD, child_id).filter(
            promise=promise, mended_on=None
        )
        gaps = list(rows.exclude(kept=Kept.YES).order_by("at"))
        if not gaps:
            return NOT_FOUND
        if not clean_lines(words):
            return Refusal(
                "mend.words", "The family reads how it was put right.", "Write it in a few words.", "words"
            )
        for one in gaps:
            one.mended_on, one.mended_by_name = actor.on, actor.name
            one.mended_words = clean_lines(words)
            one.save(update_fields=["mended_on", "mended_by_name", "mended_words"])
            unit.record("promise.mended", one, child_id=child_id)
        last = gaps[-1]
        tell_around(
            unit, actor, child_id, "promises.gap", f"mended:{last.id}", f"/children/{child_id}/promises/"
        )
        return last

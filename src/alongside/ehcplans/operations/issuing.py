"""Issuing a final plan: what the law asks first, what section I names, who is sent it, and the clocks that are met."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.ehc.choices import CaseState
from alongside.ehc.letters import Recipient
from alongside.ehc.operations.again import end_again
from alongside.ehc.operations.planning import note_issued
from alongside.ehcplans.choices import (
    AnswerKind,
    Became,
    Because,
    EhcPlanState,
    Ground,
    LetterKind,
    VersionKind,
)
from alongside.ehcplans.coming import let_issue
from alongside.ehcplans.letters import About, commissioner_letter, final_letter, setting_letter
from alongside.ehcplans.models import EhcAnswer, EhcPlan, EhcVersion
from alongside.ehcplans.operations.clocks import set_plan_clocks
from alongside.ehcplans.operations.keeping import STALE, content_now, freeze, latest, named_rows, plan_row
from alongside.ehcplans.operations.naming import as_named, name_settings
from alongside.ehcplans.operations.telling import Addressee, keep_letter, tell_family, write_to_family
from alongside.ehcplans.queries.issuing import Matter, issue_facts
from alongside.ehcplans.rules.content import Content, NewSetting
from alongside.ehcplans.rules.issuing import IssueFacts, refuse_final
from alongside.ehcplans.rules.moves import MOVES, Move
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit
from alongside.organisations.local_services import local_services
from alongside.rendering.model import Document

_ISSUE = Permission.EHCPLAN_ISSUE
COMMISSIONER = "The responsible health commissioner"
_KINDS = {Move.ISSUE: VersionKind.FINAL, Move.ISSUE_AMENDED: VersionKind.AMENDED_FINAL}


@dataclass(frozen=True)
class Issue:
    """What section I is to name, and why not a setting that the family asked for."""

    settings: tuple[NewSetting, ...]
    grounds: tuple[Ground, ...] = ()
    reasons: str = ""
    commissioner: str = COMMISSIONER
    keep_settings: bool = field(default=False)
    """An amendment that leaves section I as it is."""


def issue_final(
    actor: Actor, child_id: UUID, new: Issue, edition: int, now: datetime
) -> EhcVersion | Refusal:
    """Issue the first final plan: frozen, with its setting; letters with rights; the case ends with it.

    Refuses what the law refuses (`rules/issuing.py`), with the reason.
    """
    with operation(actor, _ISSUE, now) as unit:
        plan = plan_row(actor, child_id, _ISSUE)
        if plan is None:
            return NOT_FOUND
        if plan.edition != edition:
            return STALE
        return issue(unit, actor, plan, new, Move.ISSUE, Because.INITIAL)


def issue(
    unit: Unit, actor: Actor, plan: EhcPlan, new: Issue, move: Move, because: Because
) -> EhcVersion | Refusal:
    """Issue a final or amended plan inside the caller's operation, whose caller has passed the gate."""
    settings = _kept_settings(plan) if new.keep_settings else new.settings
    content = content_now(actor, plan, tuple(map(as_named, settings)))
    refusal = refuse_final(_facts(actor, plan, content, new, move), actor.on, move)
    if refusal is None and move is Move.ISSUE and plan.case_id:
        refusal = note_issued(unit, plan.case_id, actor.on)
    if refusal:
        return unit.refuse(refusal)
    if because is Because.REASSESSMENT:
        end_again(unit, plan.child_id, CaseState.ISSUED, actor.on, actor.name)
    plan.first_issued_on = plan.first_issued_on or actor.on
    content = content_now(actor, plan, content.settings)
    version = freeze(unit, actor, plan, content, _KINDS[move], because)
    name_settings(unit, plan.child_id, version, settings)
    before = EhcPlanState(plan.state)
    plan.state, plan.issued_on, plan.amending_because = MOVES[before, move], actor.on, ""
    plan.edition += 1
    plan.save(update_fields=["state", "first_issued_on", "issued_on", "amending_because", "edition"])
    unit.record(
        "ehcplan.issued", plan, child_id=plan.child_id, before={"state": before.value},
        after={"state": str(plan.state), "version": version.number},
    )  # fmt: skip
    _send(unit, actor, version, content, replace(new, settings=settings))
    set_plan_clocks(unit, plan)
    let_issue(unit, plan)
    return version


def _kept_settings(plan: EhcPlan) -> tuple[NewSetting, ...]:
    last = latest(plan.id, VersionKind.FINAL, VersionKind.AMENDED_FINAL)
    return tuple(
        NewSetting(
            one.organisation_id, one.name, one.kind, one.urn, one.ukprn, one.code, one.sen_unit,
            one.resourced_provision,
        )
        for one in (named_rows(last.id) if last else ())
    )  # fmt: skip


def _facts(actor: Actor, plan: EhcPlan, content: Content, new: Issue, move: Move) -> IssueFacts:
    reasons = (tuple(map(str, new.grounds)), new.reasons)
    by_order = plan.amending_because in (Because.ORDER, Because.MEDIATION)
    matter = Matter(plan.child_id, plan.id, EhcPlanState(plan.state), move, by_order)
    return issue_facts(actor, matter, content, *reasons)


def _send(unit: Unit, actor: Actor, version: EhcVersion, content: Content, new: Issue) -> None:
    """Send it to each with a say, to the settings it names and to the health commissioner (CFA 2014 s.39(8))."""
    plan, amended = version.plan, version.kind == VersionKind.AMENDED_FINAL
    services = local_services(plan.council_id)

    def letter(to: Recipient, person_id: UUID) -> Document:
        said = _said(plan, person_id)
        about = About(content, actor.name, actor.on, said=said, reasons=new.reasons, services=services)
        return final_letter(to, about, amended=amended)

    kind = LetterKind.AMENDED if amended else LetterKind.FINAL
    write_to_family(unit, actor, version, kind, letter)
    about = About(content, actor.name, actor.on)
    for one in new.settings:
        if one.name:
            document = setting_letter(one.name, about)
            keep_letter(
                unit,
                version,
                LetterKind.NAMED,
                document,
                Addressee(one.name, organisation_id=one.organisation_id),
            )
    document = commissioner_letter(new.commissioner, about)
    keep_letter(unit, version, LetterKind.COMMISSIONER, document, Addressee(new.commissioner))
    tell_family(unit, actor, plan, "ehcplan.final", str(version.id))


def _said(plan: EhcPlan, person_id: UUID) -> tuple[tuple[str, str, str], ...]:
    """What one reader said since the plan was last final, and what became of it: nobody else's words."""
    final = latest(plan.id, VersionKind.FINAL, VersionKind.AMENDED_FINAL)
    rows = EhcAnswer.in_unit.filter(plan_id=plan.id, person_id=person_id).exclude(answered_at=None)
    before = EhcVersion.in_unit.filter(plan_id=plan.id, number__lt=final.number if final else 0)
    last = before.filter(kind__in=(VersionKind.FINAL, VersionKind.AMENDED_FINAL)).order_by("-number").first()
    if last is not None:
        rows = rows.filter(version__number__gt=last.number)
    return tuple(
        (one.text or one.setting_name or AnswerKind(one.kind).label, Became(one.became).label, one.answer)
        for one in rows.order_by("said_at")
    )

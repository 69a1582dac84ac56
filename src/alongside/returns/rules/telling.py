"""Telling a person of the return from what is known of a child, as things stood in the year's period.

An event after the period is not told yet: a request that was answered in January is awaited in the return of the year
before. A plan that is open on the reference day is in, also where it was first made between the end of the period and
that day: its own days say so. What was decided before the period is historical (H). The first outcome stays: what
mediation or an appeal changed is said by their indicators (rule 4).
"""

from dataclasses import replace
from datetime import date
from typing import TypeVar

from alongside.returns.rules.answers import said, said_day, yes
from alongside.returns.rules.facts import CaseFacts, ChildFacts, Named, PlanFacts, ReviewFacts
from alongside.returns.rules.records import (
    Active,
    Assessment,
    NamedPlan,
    Need,
    Person,
    Placement,
    PlanDetail,
    Request,
    Unmatched,
)
from alongside.statute.sen2 import Collection

Setting = TypeVar("Setting", PlanDetail, Placement)


def person_of(facts: ChildFacts, asked: Collection) -> Person | None:
    """The person as the year's return has them; None where nothing of them falls in it."""
    requests = tuple(one for one in _requests(facts, asked) if one is not None)
    unmatched = _unmatched(facts, asked)
    if not requests and not unmatched:
        return None
    answers, about = facts.answers, facts.id
    upn, uln = said(answers, about, "person.upn", facts.upn), said(answers, about, "person.uln", facts.uln)
    return Person(
        about, facts.surname, facts.forename, facts.born_on, said(answers, about, "person.sex", facts.sex),
        said(answers, about, "person.ethnicity", facts.ethnicity),
        said(answers, about, "person.postcode", facts.postcode), upn, uln,
        "" if upn or uln else said(answers, about, "person.upn_unknown"), requests, unmatched,
    )  # fmt: skip


def _unmatched(facts: ChildFacts, asked: Collection) -> Unmatched | None:
    """What the register knows of a plan, where none is in force here on the day or after it."""
    if facts.level != "E" or any(
        not one.ceased_on or one.ceased_on > asked.reference_on for one in facts.plans
    ):
        return None
    return Unmatched.ENDED if facts.plans else Unmatched.NOT_HERE


def _requests(facts: ChildFacts, asked: Collection) -> list[Request | None]:
    by_case = {plan.case_id: plan for plan in facts.plans if plan.case_id}
    known = {case.id for case in facts.cases}
    found = [_of_case(facts, case, by_case.get(case.id), asked) for case in facts.cases]
    found += [_of_plan(facts, plan, asked) for plan in facts.plans if plan.case_id not in known]
    return found


def first_made_in_year(plan: PlanFacts, asked: Collection) -> bool:
    """Whether the council made a plan itself in the period, or after it and by the reference day: of one that came from
    another, H is told (rule 6)."""
    return not plan.elsewhere and asked.period.starts_on <= plan.first_issued_on <= asked.reference_on


def reviewed_on_paper(facts: ChildFacts, plan: PlanFacts, asked: Collection) -> bool:
    """Whether the last review of the period is on paper alone."""
    here = plan.id in facts.reviews
    return not here and plan.reviewed_on is not None and asked.period.covers(plan.reviewed_on)


def _until(asked: Collection) -> date:
    return asked.period.ends_on or date.max


def _of_case(facts: ChildFacts, case: CaseFacts, plan: PlanFacts | None, asked: Collection) -> Request | None:
    """A request that was received, answered, or led to a plan that was there, in the period."""
    start, until = asked.period.starts_on, _until(asked)
    if case.received_on >= until or (case.withdrawn_on and case.withdrawn_on < start):
        return None
    outcome, on = _answer(case.assess, start, until)
    goes_on = case.assess and (case.assess[0] or case.plan or case.issued_on)
    assessment = _assessment(facts, case, plan, asked) if goes_on and outcome != "A" else None
    if outcome == "H" and assessment is None:
        return None
    if case.withdrawn_on and case.withdrawn_on < until and outcome == "A":
        outcome = "W"
    exported = said(facts.answers, case.id, "request.exported")
    shown = None if exported else assessment
    active = _active(facts, plan, asked) if plan and shown and shown.plan else None
    return _told(facts, case, Request(str(case.id), case.received_on, case.source, outcome=outcome, outcome_on=on,
                                      exported=exported, assessment=shown, active=active))  # fmt: skip


def _told(facts: ChildFacts, of: CaseFacts | PlanFacts, one: Request) -> Request:
    """With what was answered about the request, or about the plan whose request is not here."""
    answers = facts.answers
    decided = one.outcome in ("Y", "N")
    return replace(
        one, source=said(answers, of.id, "request.source", one.source), rya=yes(answers, of.id, "request.rya"),
        mediation=_challenged(facts, of, "request.mediation") if decided else None,
        tribunal=_challenged(facts, of, "request.tribunal") if decided else None,
    )  # fmt: skip


def _challenged(facts: ChildFacts, of: CaseFacts | PlanFacts, name: str) -> bool | None:
    """Whether there was mediation or an appeal: as it was answered, else as it is recorded."""
    return yes(facts.answers, of.id, name, otherwise=of.challenged.get(name))


def _answer(given: tuple[bool, date] | None, start: date, until: date) -> tuple[str, date | None]:
    if given is None or given[1] >= until:
        return "A", None
    if given[1] < start:
        return "H", None
    return ("Y" if given[0] else "N"), given[1]


def _assessment(
    facts: ChildFacts, case: CaseFacts, plan: PlanFacts | None, asked: Collection
) -> Assessment | None:
    """The assessment as the period has it; None where it was over before."""
    start, until = asked.period.starts_on, _until(asked)
    issued = case.issued_on or (plan.first_issued_on if plan else None)
    if issued and issued <= asked.reference_on:
        if plan is not None and plan.ceased_on and plan.ceased_on < start:
            return None
        written = _written(facts, plan) if plan else None
        outcome, on = ("H", None) if issued < start else ("Y", issued)
        return _indicators(facts, case, Assessment(outcome, on, plan=written))
    if case.plan and case.plan[1] < until:
        if case.plan[0]:
            return _indicators(facts, case, Assessment("Y"))
        return None if case.plan[1] < start else _indicators(facts, case, Assessment("N", case.plan[1]))
    withdrawn = case.withdrawn_on and case.withdrawn_on < until
    return Assessment("W" if withdrawn else "A")


def _indicators(facts: ChildFacts, of: CaseFacts | PlanFacts, one: Assessment) -> Assessment:
    """With mediation, appeal and exceptions, which go with a yes or no of the period alone. That no exception was
    claimed here does not say that none applied."""
    if one.outcome == "H":
        return one
    claimed = isinstance(of, CaseFacts) and of.exceptions
    week20 = yes(facts.answers, of.id, "assessment.week20", otherwise=claimed or None)
    return Assessment(
        one.outcome, one.outcome_on, _challenged(facts, of, "assessment.mediation"),
        _challenged(facts, of, "assessment.tribunal"), _challenged(facts, of, "assessment.other_mediation"),
        _challenged(facts, of, "assessment.other_tribunal"),
        week20 if one.outcome == "Y" and one.outcome_on else None, one.plan,
    )  # fmt: skip


def _of_plan(facts: ChildFacts, plan: PlanFacts, asked: Collection) -> Request | None:
    """A plan whose request is not here: it came on paper or from another council. It is historical, unless the council
    made it in this year: then its request is asked too, from the paper (rules 3 and 5). One that passed to us after
    the reference day is the other council's to return."""
    start, ours_from = asked.period.starts_on, plan.came_on or plan.first_issued_on
    if ours_from > asked.reference_on or (plan.ceased_on and plan.ceased_on < start):
        return None
    active, written = _active(facts, plan, asked), _written(facts, plan)
    if not first_made_in_year(plan, asked):
        return Request(str(plan.id), outcome="H", assessment=Assessment("H", plan=written), active=active)
    assessment = _indicators(facts, plan, Assessment("Y", plan.first_issued_on, plan=written))
    told_on = said_day(facts.answers, plan.id, "request.outcome_on")
    if told_on and told_on < start:
        return Request(str(plan.id), outcome="H", assessment=assessment, active=active)
    received_on = said_day(facts.answers, plan.id, "request.received_on")
    return _told(facts, plan, Request(str(plan.id), received_on, outcome="Y", outcome_on=told_on,
                                      assessment=assessment, active=active))  # fmt: skip


def _written(facts: ChildFacts, plan: PlanFacts) -> NamedPlan:
    """A personal budget is told from its own record; an answer of the team goes before it."""
    answers, about, known = facts.answers, plan.id, plan.budget
    budget = yes(answers, about, "plan.pb", otherwise=known.taken_up if known else None)
    details = tuple(
        _of_setting(facts, *one, "plan_detail") for one in zip(plan.named, plan.details, strict=True)
    )
    return NamedPlan(
        plan.issued_on, details, said(answers, about, "plan.res"), said(answers, about, "plan.wbp"), budget,
        yes(answers, about, "plan.oa", otherwise=known.arranged if known and known.taken_up and budget else None),
        said(answers, about, "plan.dp", known.paid if known and budget else ""), plan.ceased_on, plan.cease_reason,
    )  # fmt: skip


def _of_setting(facts: ChildFacts, named: Named, known: Setting, module: str) -> Setting:
    """A setting with what was answered about it: whether it is a SEN unit or resourced provision."""
    answers, about = facts.answers, named.id
    return replace(
        known, sen_unit=yes(answers, about, f"{module}.sen_unit", otherwise=known.sen_unit),
        resourced=yes(answers, about, f"{module}.resourced", otherwise=known.resourced),
    )  # fmt: skip


def places_of(facts: ChildFacts) -> tuple[Placement, ...]:
    """Where the child is taught: as the team wrote it down, else the roll, with what was answered of it."""
    return tuple(
        replace(
            _of_setting(facts, named, known, "placement"), res=said(facts.answers, named.id, "placement.res"),
            wbp=said(facts.answers, named.id, "placement.wbp"),
        )
        for named, known in zip(facts.rolls, facts.places, strict=True)
    ) if facts.rolls else facts.places  # fmt: skip


def _active(facts: ChildFacts, plan: PlanFacts, asked: Collection) -> Active | None:
    """The plan as it stands on the reference day; None where it was not in force on it."""
    if plan.first_issued_on > asked.reference_on or (plan.ceased_on and plan.ceased_on <= asked.reference_on):
        return None
    review = _review(facts, plan, asked)
    came_from = plan.transferred_from if plan.came_on and asked.period.covers(plan.came_on) else ""
    return Active(
        said(facts.answers, plan.id, "active.transfer_la", came_from), places_of(facts),
        tuple(Need(code, rank) for rank, code in facts.needs), review.meeting_on, review.outcome, review.draft_on,
        review.phase_due_on, review.phase_final_on, review.wrote_on,
    )  # fmt: skip


def _review(facts: ChildFacts, plan: PlanFacts, asked: Collection) -> ReviewFacts:
    """The last review of the period: as it was held here, else as its paper has it."""
    if not reviewed_on_paper(facts, plan, asked):
        return facts.reviews.get(plan.id, ReviewFacts())
    answers = facts.answers
    return ReviewFacts(
        said_day(answers, plan.id, "active.review_meeting"), said(answers, plan.id, "active.review_outcome"),
        plan.reviewed_on, said_day(answers, plan.id, "active.review_draft"),
    )  # fmt: skip

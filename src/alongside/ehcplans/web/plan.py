"""The page of a plan: where it stands, what happens next, every date, each version, the letters."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import has_the_right
from alongside.children.of_age.rules import is_grown
from alongside.children.opening import OpenedChild, found_or_404, open_for_page
from alongside.deadlines.queries import ClockShown, clocks_of, who_has_it
from alongside.design.page import page
from alongside.ehc.choices import CaseState
from alongside.ehc.queries import CaseView, case_of
from alongside.ehcplans.choices import CeaseReason, EhcPlanState, Origin, VersionKind
from alongside.ehcplans.coming import where_it_went
from alongside.ehcplans.operations.starting import start_plan
from alongside.ehcplans.queries import (
    EhcPlanView,
    NamedSettingView,
    VersionView,
    named_in,
    plan_of,
    versions_of,
)
from alongside.ehcplans.queries.consultations import ConsultationView, consultations_of
from alongside.ehcplans.queries.dates import dates_of_plan, past_and_next
from alongside.ehcplans.queries.letters import PlanLetter, plan_letters
from alongside.ehcplans.queries.said import SaidView, said_about
from alongside.ehcplans.queries.taking_in import taking_in
from alongside.ehcplans.rules.clocks import own_time_until
from alongside.ehcplans.rules.correcting import WRITTEN_DOWN
from alongside.ehcplans.rules.steps import Step, steps_to_a_plan
from alongside.ehcplans.web.opening import ANSWER, ISSUE, KEEP, READ
from alongside.kernel.day_words import day_words
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

_S = EhcPlanState
_STAGES = {
    _S.DRAFTING: "Writing the draft", _S.WITH_FAMILY: "The draft is with the family", _S.FINAL: "In force",
    _S.AMENDING: "In force, and being changed", _S.CEASING: "In force, to end", _S.CEASED: "Ended",
}  # fmt: skip
_PASSED = (
    "The new council is responsible for the plan. It gives what section F says, and tells the family "
    "whether it assesses again and when it reviews the plan. This copy stays here to be read."
)
_NEXT = {
    _S.DRAFTING: "The council writes a draft of the plan and sends it to the family.",
    _S.WITH_FAMILY: "The family reads the draft and says what they think. The council answers, asks settings, and "
    "then writes the final plan.",
    _S.FINAL: "What section F says is given. The plan is looked at again at least once a year.",
    _S.AMENDING: "The council proposes changes, and the family has 15 days to say what they think.",
    _S.CEASING: "The plan stays in force until the decision can no longer be appealed.",
    _S.CEASED: "This plan has ended. It stays here to be read.",
}
_THEN = {
    _S.WITH_FAMILY: "The council answers what they said, and sends the final plan.",
    _S.AMENDING: "The council answers what they said, and sends the changed plan, or says why nothing changes.",
}
"""What comes once the family's time is over."""


@dataclass(frozen=True)
class PlanPage:
    """The plan, or the way to one."""

    opened: OpenedChild
    plan: EhcPlanView | None
    versions: tuple[VersionView, ...]
    settings: tuple[NamedSettingView, ...]
    clocks: tuple[ClockShown, ...]
    letters: tuple[PlanLetter, ...]
    said: tuple[SaidView, ...]
    consultations: tuple[ConsultationView, ...]
    can_start: bool
    today: date
    typed: bool
    who: str
    case: CaseView | None
    has_say: bool
    went: str

    @property
    def steps(self) -> tuple[tuple[Step, ClockShown | None], ...]:
        """The way to a first plan, each step with the date that runs or ran for it."""
        runs = {one.limit: one for one in self.clocks}
        state = self.plan.state if self.plan and self.plan.ceased_on is None else None
        case = self.case.state if self.case and (self.plan is None or self.plan.ceased_on) else None
        return tuple(
            (step, next((runs[limit] for limit in step.limits if limit in runs), None))
            for step in steps_to_a_plan(case, state)
        )

    @property
    def reads_case(self) -> bool:
        return Permission.CASE_READ in self.opened.may

    @property
    def keeps(self) -> bool:
        return KEEP in self.opened.may

    @property
    def issues(self) -> bool:
        return ISSUE in self.opened.may

    @property
    def answers(self) -> bool:
        """The reader has something to answer, and the law gives them the right to."""
        return self.looks_on and self.has_say

    @property
    def looks_on(self) -> bool:
        """Something is before the family, and the reader is of it: their own to answer, or somebody else’s."""
        return ANSWER in self.opened.may and self.before_the_family is not None

    @property
    def grown(self) -> bool:
        """The rights are the young person's, or of whoever decides for them."""
        return is_grown(self.opened.child.born_on, self.today)

    @property
    def answerer(self) -> str:
        """Whose the right to answer is, as whoever has it not reads it."""
        if self.opened.is_child:
            return "Whoever decides this for you" if self.grown else "Your parents"
        return self.opened.child.called if self.grown else "A parent"

    @property
    def stage(self) -> str:
        if self.passed_on:
            return f"Passed to {self.went} on {day_words(self.passed_on)}"
        return _STAGES[self.plan.state] if self.plan else ""

    @property
    def next(self) -> str:
        if self.passed_on or self.plan is None:
            return _PASSED if self.passed_on else ""
        if self.until and self.time_is_over:
            more = " You can say more until then." if self.answers else ""
            return f"The family’s time to answer ended on {day_words(self.until)}. {_THEN[self.plan.state]}{more}"
        return _NEXT[self.plan.state]

    @property
    def passed_on(self) -> date | None:
        """The day on which the plan passed to another council, if that is how it ended here."""
        passed = self.plan is not None and self.plan.cease_reason is CeaseReason.TRANSFERRED
        return self.plan.ceased_on if self.plan and passed else None

    @property
    def has_it(self) -> str:
        """Who answers for the plan: by name where somebody has the work, else the council."""
        if self.passed_on:
            return self.went
        council = self.plan.council if self.plan else self.case.council if self.case else ""
        return ", ".join(filter(None, (self.who, council)))

    @property
    def live(self) -> VersionView | None:
        """The version in force."""
        in_force = self.plan is not None and self.plan.in_force
        return next((one for one in self.versions if one.is_final), None) if in_force else None

    @property
    def rights(self) -> bool:
        """Whether the reader is led on to what can be done about a plan that was made."""
        return Permission.APPEAL_READ in self.opened.may and any(one.is_final for one in self.versions)

    @property
    def before_the_family(self) -> VersionView | None:
        """The draft or notice that is being answered now."""
        if self.plan is None or self.plan.state not in (_S.WITH_FAMILY, _S.AMENDING):
            return None
        newest = next(iter(self.versions), None)
        return newest if newest and not newest.is_final else None

    @property
    def until(self) -> date | None:
        """The last day of the family's time."""
        version = self.before_the_family
        if version is None or version.served_on is None:
            return None
        return own_time_until(VersionKind(version.kind), version.served_on)

    @property
    def time_is_over(self) -> bool:
        """Whether the family's time to answer what is before them has run out; they can still say more."""
        return self.until is not None and self.until < self.opened.actor.on

    @property
    def may_correct(self) -> bool:
        """Whether it is as it was taken in; what rests on it is looked at on the page itself."""
        plan = self.plan
        written = all(one.because in WRITTEN_DOWN for one in self.versions)
        return (
            self.keeps
            and plan is not None
            and plan.origin is not Origin.HERE
            and plan.state is _S.FINAL
            and written
        )

    @property
    def first(self) -> ClockShown | None:
        """The next limit of the council; where none is to come, the earliest that is not met."""
        past, coming = past_and_next(self.clocks, self.opened.actor.on)
        return coming or next(iter(past), None)

    @property
    def past(self) -> tuple[ClockShown, ...]:
        """Limits that are not met and past, besides the one that is named as next."""
        return tuple(one for one in past_and_next(self.clocks, self.opened.actor.on)[0] if one != self.first)

    @property
    def waits(self) -> int:
        """How many things the family said have no answer yet."""
        return sum(one.waits for one in self.said)


@needs(READ)
@require_safe
def plan(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The newest plan of a child, as far as its reader may read it."""
    opened = open_for_page(
        request, child_id, READ, KEEP, ISSUE, ANSWER, Permission.CASE_READ, Permission.APPEAL_READ
    )
    actor, one = opened.actor, plan_of(opened.actor, child_id)
    versions = versions_of(actor, child_id, one.id) if one else ()
    final = next((each for each in versions if each.is_final), None)
    case = case_of(actor, child_id) if Permission.CASE_READ in opened.may else None
    case = None if case and case.is_again else case
    can_start = KEEP in opened.may and case is not None and case.state is CaseState.PLANNING
    gone = one is None or one.state is _S.CEASED
    content = PlanPage(
        opened, one, versions, named_in(actor, child_id, final.id) if final else (),
        _dates(actor, child_id, one, case),
        plan_letters(actor, child_id, one.id) if one else (),
        said_about(actor, child_id, one.id) if one else (),
        consultations_of(actor, child_id, one.id) if one and _asks(opened) else (),
        can_start and gone, actor.on, KEEP in opened.may and gone and taking_in(actor, child_id) is not None,
        who_has_it(actor, child_id, one.council_id, READ) if one else _of_case(actor, child_id, case), case,
        has_the_right(actor, opened.child, opened.around, Deciding.PLAN),
        (where_it_went(actor, one.id, child_id) if one and gone else "") or "another council",
    )  # fmt: skip
    return page(request, "ehcplans/plan.html", content, title="Education, health and care plan")


def _dates(
    actor: Actor, child_id: UUID, plan: EhcPlanView | None, case: CaseView | None
) -> tuple[ClockShown, ...]:
    """Those of the plan; before there is one, or a new one after it, those of the request that runs."""
    if plan is not None and (plan.ceased_on is None or case is None or not case.running):
        return dates_of_plan(actor, child_id, plan)
    return tuple(clocks_of(actor, child_id, case.id)) if case else ()


def _of_case(actor: Actor, child_id: UUID, case: CaseView | None) -> str:
    return who_has_it(actor, child_id, case.council_id, Permission.CASE_READ) if case else ""


def _asks(opened: OpenedChild) -> bool:
    """Which settings are asked is between family and council."""
    return KEEP in opened.may or ANSWER in opened.may


@needs(KEEP)
def start(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Begin the draft, and go on to write it."""
    opened = open_for_page(request, child_id, KEEP)
    if request.method == "POST":
        result = found_or_404(start_plan(opened.actor, child_id, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Started. What was told before is in it already.")
            return redirect("ehcplans:ehc_write", child_id)
        messages.error(request, str(result))
    return redirect("ehcplans:ehc_plan", child_id)

"""One case on one page: where it stands, every date with its reason, what was decided, the letters."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import right_holders
from alongside.children.of_age.rules import is_grown
from alongside.children.opening import OpenedChild, open_for_page
from alongside.deadlines.queries import who_has_it
from alongside.design.page import page
from alongside.ehc.choices import CaseState, Question
from alongside.ehc.evidence import evidence_at_hand
from alongside.ehc.operations.requesting import why_not_ask
from alongside.ehc.queries import (
    CaseView,
    ChangeView,
    ClockOnPage,
    DecisionView,
    LetterLine,
    case_of,
    changes_of,
    clocks_on_page,
    decisions_of,
    letters_of,
)
from alongside.ehc.queries.additions import AdditionView, additions_of
from alongside.ehc.queries.notifying import NotificationLine, notifications_of
from alongside.ehc.rules.deciding import TESTS, Considered
from alongside.ehc.rules.refused import CITATION, OpenRefusal, open_refusal
from alongside.kernel.refusal import Refusal
from alongside.statute.almanac import london_day

READ, ASK = Permission.CASE_READ, Permission.CASE_ASK
KEEP, DECIDE = Permission.CASE_KEEP, Permission.CASE_DECIDE
APPEAL = Permission.APPEAL_READ

STAGES = {
    CaseState.CONSIDERING: "Step 1 of 4: deciding whether to assess",
    CaseState.ASSESSING: "Step 2 of 4: finding out what help is needed",
    CaseState.SENT_BACK: "Step 2 of 4: deciding again whether there will be a plan",
    CaseState.PLANNING: "Step 3 of 4: writing the plan together",
}
_NEXT = {
    CaseState.CONSIDERING: "The council decides whether to assess, and writes to {them}.",
    CaseState.ASSESSING: "The council gathers advice, and decides whether there will be a plan.",
    CaseState.SENT_BACK: "The Tribunal sent the decision back. The council decides again whether there will be a plan, "
    "and writes to {them}.",
    CaseState.PLANNING: "The council sends a draft of the plan, for {them} to say what {they} think.",
}
_NEXT_SENT = {
    True: "You read the draft, and say what you think. Then the council finishes the plan, and sends it.",
    False: "The family reads the draft, and says what they think. Then the council finishes the plan, and sends it.",
}
"""Once the draft is out, what waits for the council is the final plan: its day is the one beside these words."""
_STAGES_AGAIN = {
    CaseState.ASSESSING: "Step 1 of 2: finding out what has changed",
    CaseState.PLANNING: "Step 2 of 2: changing the plan together",
}
_NEXT_AGAIN = {
    CaseState.ASSESSING: "The council gathers advice again, and decides whether the plan changes.",
    CaseState.PLANNING: "The council sends the changes it proposes, for {them} to say what {they} think.",
}


_LEADS_TO = {"ehc:advice": Permission.ADVICE_READ, "ehcplans:ehc_plan": Permission.EHCPLAN_READ}


@dataclass(frozen=True)
class CasePage:
    """The case, or the way to one."""

    opened: OpenedChild
    case: CaseView | None
    clocks: tuple[ClockOnPage, ...]
    decisions: tuple[DecisionView, ...]
    changes: tuple[ChangeView, ...]
    letters: tuple[LetterLine, ...]
    why_not: Refusal | None
    keeps: bool
    decides: bool
    reads_rights: bool
    told: tuple[NotificationLine, ...]
    who: str
    added: tuple[AdditionView, ...]
    known: tuple[Considered, ...]

    @property
    def asks(self) -> bool:
        """Whether the reader may ask; for who may not, the page explains and offers nothing."""
        return ASK in self.opened.may

    @property
    def reads_short(self) -> bool:
        """Whether the reader may not know of a plan: then no request does not mean that nobody was assessed."""
        return self.opened.closes(Permission.EHCPLAN_READ)

    @property
    def has_plan(self) -> bool:
        """Whether a first request is refused because there is a plan: then the page leads to what can be asked."""
        return self.why_not is not None and self.why_not.code == "case.has-plan"

    @property
    def stage(self) -> str:
        words = _STAGES_AGAIN if self.case and self.case.is_again else STAGES
        return words.get(self.case.state, "") if self.case else ""

    @property
    def next(self) -> str:
        if self.case is None:
            return ""
        them, they = ("you", "you") if self.plain else ("the family", "they")
        if self.case.state is CaseState.PLANNING and self.case.draft_served_on and not self.case.is_again:
            return _NEXT_SENT[self.plain]
        words = _NEXT_AGAIN if self.case.is_again else _NEXT
        return words.get(self.case.state, "").format(them=them, they=they)

    @property
    def refused(self) -> OpenRefusal | None:
        """A refusal that stands and can still be challenged, once the case is over."""
        if self.case is None or self.case.running:
            return None
        came_out = {one.question for one in self.changes}
        made = [
            one for one in self.decisions if one.decided_at and not one.yes and one.question not in came_out
        ]
        if not made or made[-1].decided_at is None:
            return None
        return open_refusal(made[-1].question, london_day(made[-1].decided_at), self.opened.actor.on)

    refusal_source = CITATION

    @property
    def challenger(self) -> str:
        """Whose right it is to challenge a decision, as the reader is told."""
        child, actor = self.opened.child, self.opened.actor
        if actor.person_id in right_holders(child, list(self.opened.around), Deciding.APPEAL, actor.on):
            return "You"
        return child.called if is_grown(child.born_on, actor.on) else "The family"

    @property
    def plain(self) -> bool:
        """Whether the reader is of the family: what only helps whoever keeps the dates is left out."""
        return self.opened.actor.is_family

    @property
    def actions(self) -> tuple[tuple[str, str], ...]:
        """What the reader can do in this state, the next thing first."""
        if self.case is None:
            return ()
        found = {
            CaseState.CONSIDERING: (self._decision(),) if self.keeps else (),
            CaseState.ASSESSING: (self._advice(), *((self._decision(),) if self.keeps else ())),
            CaseState.SENT_BACK: (*((self._decision(),) if self.keeps else ()), self._advice()),
            CaseState.PLANNING: (("Education, health and care plan", "ehcplans:ehc_plan"),),
        }.get(self.case.state, ())
        may = [one for one in found if _LEADS_TO.get(one[1], READ) in self.opened.may]
        return tuple((words, reverse(name, args=[self.opened.child.id])) for words, name in may)

    @property
    def dates_now(self) -> tuple[ClockOnPage, ...]:
        """The limits that took the place of the others when a refusal came out otherwise (reg 42, 44, 45)."""
        found = (one for one in self.clocks if one.shown.limit.startswith(("order.", "unopposed.")))
        return tuple(
            sorted((one for one in found if one.shown.met_on is None), key=lambda one: one.shown.due_on)
        )

    @property
    def disagrees(self) -> bool:
        """Whether the page about seeing it differently is the reader's to open: not of who reads a shorter view."""
        return Permission.DISAGREEMENT_READ in self.opened.may

    def _advice(self) -> tuple[str, str]:
        return ("Ask for advice, and read it" if self.keeps else "Read the advice", "ehc:advice")

    def _decision(self) -> tuple[str, str]:
        waits = any(one.decided_at is None for one in self.decisions)
        words = "Read what is prepared, and decide" if waits and self.decides else "Prepare the decision"
        return words, "ehc:decide_case"

    @property
    def title(self) -> str:
        """What the page is about."""
        return "A new assessment" if self.case and self.case.is_again else "Asking for an assessment"

    @property
    def first(self) -> ClockOnPage | None:
        """The earliest limit that is not met. Time that was given to the family and is over is not next."""
        waiting = (
            one for one in self.clocks
            if one.shown.met_on is None and (one.shown.due_on >= self.opened.actor.on or one.shown.is_overdue)
        )  # fmt: skip
        return min(waiting, key=lambda one: one.shown.rank, default=None)

    @property
    def tests(self) -> dict[Question, tuple[tuple[str, str], ...]]:
        return TESTS


def _known(opened: OpenedChild, case: CaseView) -> tuple[Considered, ...]:
    """What the council has before it without anybody sending it, while it decides whether to assess."""
    if case.state is not CaseState.CONSIDERING or case.is_again:
        return ()
    found = evidence_at_hand(opened.actor, opened.child.id, case)
    return tuple(one for one in found if one.what != "The request")


@needs(READ)
@require_safe
def case(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The newest request for an assessment of a child, or how to ask for one."""
    opened = open_for_page(
        request, child_id, READ, ASK, KEEP, DECIDE, APPEAL, Permission.DISAGREEMENT_READ, *_LEADS_TO.values()
    )
    actor, found = opened.actor, case_of(opened.actor, child_id)
    made = decisions_of(actor, found) if found else ()
    changed = changes_of(actor, child_id, found.id) if found else ()
    content = CasePage(
        opened, found, clocks_on_page(actor, found, made, changed) if found else (), made, changed,
        letters_of(actor, found) if found else (),
        why_not_ask(actor, opened.child) if ASK in opened.may else None,
        KEEP in opened.may, DECIDE in opened.may, APPEAL in opened.may,
        notifications_of(actor, found) if found else (),
        who_has_it(actor, child_id, found.council_id, READ) if found else "",
        additions_of(actor, found) if found else (),
        _known(opened, found) if found else (),
    )  # fmt: skip
    return page(request, "ehc/case.html", content, title=content.title)

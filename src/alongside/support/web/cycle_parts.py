"""Writing in a cycle, one thing a page: a view, a need, an outcome, what is agreed, who was heard, what is decided."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, readers, show_refusal
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.instruments import instruments
from alongside.support.choices import Stage
from alongside.support.operations import (
    agree_cycle,
    choose_outcome,
    cite_need,
    contribute,
    decide,
    note_absence,
)
from alongside.support.queries.actions import who_could_own
from alongside.support.queries.cycles import CycleView, OutcomeView, cycle_view, of_plan
from alongside.support.queries.measures import series_of
from alongside.support.web.closed_days import closed_days
from alongside.support.web.cycle_forms import (
    AgreeForm,
    DecideForm,
    HeardForm,
    NeedForm,
    OutcomeForm,
    ViewForm,
)
from alongside.voice.choices import StatementKind, Voice
from alongside.voice.queries import Passage, writing_as

READ, WRITE, EDIT = Permission.PLAN_READ, Permission.PASSAGE_WRITE, Permission.PLAN_EDIT


@dataclass(frozen=True)
class PartPage:
    """One thing to be written in a cycle."""

    opened: OpenedChild
    view: CycleView
    readers: tuple[tuple[str, str], ...] = ()
    choices: tuple[Passage, ...] = ()
    one: OutcomeView | None = None

    @property
    def stage(self) -> Stage:
        """Where the cycle is."""
        return Stage(self.view.row.stage)


def _opened(request: HttpRequest, child_id: UUID, cycle_id: UUID, permission: Permission) -> PartPage:
    opened = open_for_page(request, child_id, permission)
    view = cycle_view(opened.actor, child_id, cycle_id)
    if view is None or view.row.finished_at:
        raise Http404
    return PartPage(opened, view, readers(opened))


@dataclass(frozen=True)
class Drawn:
    """Which page draws it, what it is called, and what is said when it is kept."""

    template: str
    title: str
    done: str = "Saved."


def _answer(
    request: HttpRequest, drawn: Drawn, content: PartPage, form: Form, keep: Callable[[], object],
    day: str = "",
) -> HttpResponse:  # fmt: skip
    """Keep what was handed in and go back to the cycle, or show what is in the way.

    `day` names the field whose day is asked about once more where the setting is shut on it.
    """
    sent, closed = request.method == "POST" and form.is_valid(), None
    if sent and day:
        closed = closed_days(request, content.opened.actor, content.opened.child.id, form.cleaned_data[day])
    if sent and closed is None:
        result = found_or_404(keep())
        if not isinstance(result, Refusal):
            messages.success(request, drawn.done)
            return redirect("support:cycle", content.opened.child.id, content.view.row.id)
        show_refusal(form, result)
    status = 422 if closed or (form.is_bound and form.errors) else 200
    return page(request, drawn.template, content, title=drawn.title, form=form, status=status, closed=closed)


@needs(WRITE)
def add_view(request: HttpRequest, child_id: UUID, cycle_id: UUID) -> HttpResponse:
    """Add a view to the stage the cycle is in; also written down for somebody else."""
    content = _opened(request, child_id, cycle_id, WRITE)
    opened = content.opened
    voice = writing_as(opened.actor, opened.standing).voice
    form = ViewForm(
        request.POST or None, whose=_whose(voice, opened.child.called),
        professional=voice == Voice.PROFESSIONAL, initial={"voice": "own"},
    )  # fmt: skip
    return _answer(
        request, Drawn("support/cycle_view.html", "Say what you see", "Saved. Everyone who reads the plan can see it."),
        content, form, lambda: contribute(opened.actor, child_id, cycle_id, form.contribution(), now()),
    )  # fmt: skip


def _whose(voice: str, called: str) -> list[tuple[str, str]]:
    if voice == Voice.CHILD:
        return [("own", "Mine")]
    if voice == Voice.PARENT:
        return [("own", "Mine"), ("child", f"{called} said it")]
    return [
        ("own", "Mine"), ("child", f"{called} said it"), ("parent", "A parent or carer said it"),
        ("outside", "A professional said or wrote it"),
    ]  # fmt: skip


@needs(EDIT)
def name_need(request: HttpRequest, child_id: UUID, cycle_id: UUID) -> HttpResponse:
    """Name a need of the plan in the assessment, with what shows it."""
    content = _opened(request, child_id, cycle_id, EDIT)
    actor = content.opened.actor
    choices = of_plan(actor, child_id, StatementKind.NEED)
    measured = [one.instrument for one in series_of(actor, child_id)]
    form = NeedForm(request.POST or None, needs=choices, view=content.view, measured=measured)
    shown = PartPage(content.opened, content.view, choices=tuple(choices))
    return _answer(
        request, Drawn("support/cycle_need.html", "A need, and what shows it"), shown, form,
        lambda: cite_need(actor, child_id, cycle_id, form.cited(), now()),
    )  # fmt: skip


@needs(EDIT)
def add_outcome(request: HttpRequest, child_id: UUID, cycle_id: UUID) -> HttpResponse:
    """Choose an outcome of the plan for this cycle, and say what effect is expected."""
    content = _opened(request, child_id, cycle_id, EDIT)
    actor, age = content.opened.actor, content.opened.child.age
    choices = of_plan(actor, child_id, StatementKind.OUTCOME)
    open_to = [one for one in instruments().values() if one.from_age <= age <= one.to_age]
    asked = request.GET.get("outcome", "")
    known = next((one for one in content.view.outcomes if str(one.outcome_id) == asked), None)
    start = {"outcome": asked, "expected": known.expected, "instrument": known.instrument} if known else {}
    form = OutcomeForm(request.POST or None, outcomes=choices, open_to=open_to, initial=start)
    shown = PartPage(content.opened, content.view, choices=tuple(choices))
    return _answer(
        request, Drawn("support/cycle_outcome.html", "An outcome, and its effect"), shown, form,
        lambda: choose_outcome(actor, child_id, cycle_id, form.chosen(), now()),
    )  # fmt: skip


@needs(EDIT)
def agree(request: HttpRequest, child_id: UUID, cycle_id: UUID) -> HttpResponse:
    """Name who is responsible each day, and the day of the review."""
    content = _opened(request, child_id, cycle_id, EDIT)
    opened, row = content.opened, content.view.row
    family = {one.person_id for one in opened.around if one.is_family}
    people = [one for one in who_could_own(opened.actor, child_id) if one.person_id not in family]
    start = {"teacher": str(row.teacher_id or ""), "review_on": row.review_on, "agreed_with": row.agreed_with}
    form = AgreeForm(request.POST or None, people=people, initial=start)
    return _answer(
        request, Drawn("support/cycle_agree.html", "Who, and until when"), content, form,
        lambda: agree_cycle(opened.actor, child_id, cycle_id, form.agreed(), now()), "review_on",
    )  # fmt: skip


@needs(EDIT)
def heard(request: HttpRequest, child_id: UUID, cycle_id: UUID) -> HttpResponse:
    """Write when a review was held and with whom, and why somebody was not heard."""
    content = _opened(request, child_id, cycle_id, EDIT)
    row, review = content.view.row, content.stage is Stage.REVIEW
    start = {
        "on": row.reviewed_on or content.opened.actor.on, "people": row.reviewed_with,
        "no_child": row.no_child_at_review if review else row.no_child_because,
        "no_family": row.no_family_at_review if review else row.no_family_because,
    }  # fmt: skip
    form = HeardForm(request.POST or None, review=review, initial=start)
    title = "The day of the review" if review else "Somebody could not be asked"
    return _answer(
        request, Drawn("support/cycle_heard.html", title), content, form,
        lambda: note_absence(content.opened.actor, child_id, cycle_id, form.held(), now()),
    )  # fmt: skip


@needs(EDIT)
def decide_page(request: HttpRequest, child_id: UUID, cycle_id: UUID, outcome_id: UUID) -> HttpResponse:
    """Decide what comes next for one outcome."""
    content = _opened(request, child_id, cycle_id, EDIT)
    one = next((each for each in content.view.outcomes if each.id == outcome_id), None)
    if one is None or content.stage is not Stage.REVIEW:
        raise Http404
    often = {f"often-{key}": value for key, value in one.how_often.items()}
    start = {
        "decision": one.decision, "words": one.words, "new_text": one.new_text, "independent": one.independent, **often
    }  # fmt: skip
    form = DecideForm(request.POST or None, one=one, initial=start)
    shown = PartPage(content.opened, content.view, one=one)
    return _answer(
        request, Drawn("support/cycle_decide.html", "What comes next?"), shown, form,
        lambda: decide(content.opened.actor, child_id, cycle_id, outcome_id, form.decided(), now()),
    )  # fmt: skip

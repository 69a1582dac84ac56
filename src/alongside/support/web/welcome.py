"""The welcome plan: read by the family, and for who keeps the plan begun, filled and shared."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, readers, show_refusal
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.support.operations import NewAction, add_action
from alongside.support.operations.welcome import (
    NewVisit,
    NewWelcome,
    add_visit,
    change_welcome,
    plan_welcome,
    share_welcome,
    tell_visit,
)
from alongside.support.queries import who_could_own
from alongside.support.queries.actions import ActionLine
from alongside.support.queries.welcome import VisitLine, WelcomeLine, known_already, tasks_of, welcomes
from alongside.support.rules.welcome import LONGEST
from alongside.support.web.action_forms import ActionForm

READ, KEEP, TASK = Permission.PLAN_READ, Permission.WELCOME_KEEP, Permission.ACTION_KEEP


@dataclass(frozen=True)
class WelcomePage:
    """Every welcome plan of a child, the latest first, and what somebody does before the first day."""

    opened: OpenedChild
    welcomes: tuple[WelcomeLine, ...]
    tasks: tuple[ActionLine, ...]
    may_edit: bool


@needs(READ)
def welcome(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Visits, who meets you, what will be ready; who keeps the plan shares it from here."""
    opened = open_for_page(request, child_id, READ, KEEP)
    edits = KEEP in opened.may
    if request.method == "POST":
        if not edits:
            raise Http404
        result = found_or_404(
            share_welcome(opened.actor, child_id, _id(request.POST.get("welcome", "")), now())
        )
        if isinstance(result, Refusal):
            messages.error(request, str(result))
        else:
            messages.success(request, "Shared. The family and the child are told.")
        return redirect("support:welcome_plan", child_id)
    content = WelcomePage(
        opened, tuple(welcomes(opened.actor, child_id)), tuple(tasks_of(opened.actor, child_id)), edits
    )
    return page(request, "support/welcome.html", content, title="Welcome plan")


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


class WelcomeForm(forms.Form):
    """The first day, who meets the child, what has to be ready."""

    first_day = DateField3(label="Which day is the first day?", subject="The first day")
    where = forms.CharField(label="Where?", max_length=200, required=False)
    meets = forms.CharField(
        label="Who meets them at the door?",
        max_length=200,
        error_messages={"required": "Say who meets them."},
    )
    to_have_ready = forms.CharField(
        label="What has to be ready by then?", max_length=LONGEST, widget=forms.Textarea, required=False
    )

    def handed_in(self) -> NewWelcome:
        """What the form says, as the operation takes it."""
        given = self.cleaned_data
        return NewWelcome(given["first_day"], given["meets"], given["to_have_ready"], given["where"])


class VisitForm(forms.Form):
    """A visit before the first day."""

    on = DateField3(label="Which day?", subject="The day")
    at_time = forms.TimeField(
        label="At what time?", required=False, error_messages={"invalid": "Write a time such as 9:30."}
    )
    what = forms.CharField(
        label="What do you do together?", max_length=300,
        error_messages={"required": "Say what you do, so that the child knows."},
    )  # fmt: skip
    visit_meets = forms.CharField(
        label="Who meets them?", max_length=200, error_messages={"required": "Say who meets them."}
    )


class HowForm(forms.Form):
    """How a visit was."""

    how_it_was = forms.CharField(
        label="How was it?", max_length=2_000, widget=forms.Textarea,
        error_messages={"required": "Write in a few words how it was."},
    )  # fmt: skip


@dataclass(frozen=True)
class WelcomeFormPage:
    """One form about a welcome plan, and who will be able to read it."""

    opened: OpenedChild
    heading: str
    hints: dict[str, str]
    readers: tuple[tuple[str, str], ...]
    button: str = "Save"


def _answer(
    request: HttpRequest, opened: OpenedChild, form: forms.Form, content: WelcomeFormPage, result: object
) -> HttpResponse:
    """Back to the plan where it was kept, else the form with what is in the way."""
    if result is not None and not isinstance(result, Refusal):
        messages.success(request, "Saved.")
        return redirect("support:welcome_plan", opened.child.id)
    if isinstance(result, Refusal):
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "support/welcome_form.html", content, title=content.heading, form=form, status=status
    )


_HINTS = {
    "where": "Only where it is not the setting they attend.",
    "to_have_ready": "One thing a line: people, places, pictures, equipment. What the passport says is here.",
}


@needs(KEEP)
def add_welcome(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Begin a welcome plan; what the passport knows stands in it."""
    opened = open_for_page(request, child_id, KEEP)
    start = {"to_have_ready": known_already(opened.actor, child_id)}
    form = WelcomeForm(request.POST or None, initial=start)
    result = None
    if request.method == "POST" and form.is_valid():
        result = found_or_404(plan_welcome(opened.actor, child_id, form.handed_in(), now()))
    content = WelcomeFormPage(opened, "Begin a welcome plan", _HINTS, readers(opened))
    return _answer(request, opened, form, content, result)


def _one(opened: OpenedChild, welcome_id: UUID) -> WelcomeLine:
    one = next((each for each in welcomes(opened.actor, opened.child.id) if each.id == welcome_id), None)
    if one is None:
        raise Http404
    return one


class ChangeForm(WelcomeForm):
    """The same, with the edition it was opened in."""

    edition = forms.IntegerField(widget=forms.HiddenInput)


@needs(KEEP)
def edit_welcome(request: HttpRequest, child_id: UUID, welcome_id: UUID) -> HttpResponse:
    """Change the day, who meets the child, or what has to be ready."""
    opened = open_for_page(request, child_id, KEEP)
    one = _one(opened, welcome_id)
    start = {
        "first_day": one.first_day, "where": one.where, "meets": one.meets, "to_have_ready": one.to_have_ready,
        "edition": one.edition,
    }  # fmt: skip
    form = ChangeForm(request.POST or None, initial=start)
    result = None
    if request.method == "POST" and form.is_valid():
        edition = form.cleaned_data["edition"]
        result = found_or_404(
            change_welcome(opened.actor, child_id, welcome_id, form.handed_in(), edition, now())
        )
    content = WelcomeFormPage(opened, "Change the welcome plan", _HINTS, readers(opened))
    return _answer(request, opened, form, content, result)


@needs(KEEP)
def visit_page(request: HttpRequest, child_id: UUID, welcome_id: UUID) -> HttpResponse:
    """Add a visit before the first day."""
    opened = open_for_page(request, child_id, KEEP)
    one = _one(opened, welcome_id)
    form = VisitForm(request.POST or None, initial={"visit_meets": one.meets})
    result = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = NewVisit(given["on"], given["what"], given["visit_meets"], given["at_time"])
        result = found_or_404(add_visit(opened.actor, child_id, welcome_id, new, now()))
    hints = {
        "at_time": "For example, 9:30",
        "what": "For example: “See the classroom, meet Kit, sit in your place.”",
    }
    return _answer(
        request, opened, form, WelcomeFormPage(opened, "Add a visit", hints, readers(opened)), result
    )


@needs(KEEP)
def task_page(request: HttpRequest, child_id: UUID, welcome_id: UUID) -> HttpResponse:
    """Give somebody something to do before the first day."""
    opened = open_for_page(request, child_id, KEEP)
    one = _one(opened, welcome_id)
    people = who_could_own(opened.actor, child_id)
    form = ActionForm(request.POST or None, people=people, initial={"due_on": one.ready_by})
    result = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = NewAction(
            given["what"], given["due_on"], form.owner_id(), given["owner_name"], given["why"],
            came_from="Welcome plan", came_from_path=f"/children/{child_id}/welcome/",
        )  # fmt: skip
        result = found_or_404(add_action(opened.actor, child_id, new, now()))
    content = WelcomeFormPage(opened, "Something to do before the first day", {}, readers(opened))
    return _answer(request, opened, form, content, result)


@needs(KEEP)
def visit_told(request: HttpRequest, child_id: UUID, visit_id: UUID) -> HttpResponse:
    """Say how a visit was."""
    opened = open_for_page(request, child_id, KEEP)
    visits = [each for one in welcomes(opened.actor, child_id) for each in one.visits]
    visit: VisitLine | None = next((each for each in visits if each.id == visit_id), None)
    if visit is None:
        raise Http404
    form = HowForm(request.POST or None, initial={"how_it_was": visit.how_it_was})
    result = None
    if request.method == "POST" and form.is_valid():
        result = found_or_404(
            tell_visit(opened.actor, child_id, visit_id, form.cleaned_data["how_it_was"], now())
        )
    hints = {"how_it_was": "What they did, what they liked, what was hard. The family reads it."}
    return _answer(
        request, opened, form, WelcomeFormPage(opened, "How was the visit?", hints, readers(opened)), result
    )

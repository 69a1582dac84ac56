"""A child's actions: what is to be done, by whom and by when, and what came of what was done."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, readers, show_refusal
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.support.choices import ActionState
from alongside.support.operations import (
    NewAction,
    add_action,
    complete_action,
    drop_action,
    hand_over_action,
)
from alongside.support.queries import ActionLine, action_by_id, actions_for, who_could_own
from alongside.support.queries.actions import ActionHappened, abilities_on, history_of_action
from alongside.support.rules.actions import may_change_hands, may_complete
from alongside.support.web.action_forms import ActionForm, DoneForm, DropForm, HandOverForm

KEEP = Permission.ACTION_KEEP


@dataclass(frozen=True)
class ActionsPage:
    """A child's actions: to do, and closed."""

    opened: OpenedChild
    to_do: tuple[ActionLine, ...]
    closed: tuple[ActionLine, ...]
    may_add: bool


@needs(Permission.PLAN_READ)
def actions(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Everything agreed for the child, and what came of it."""
    opened = open_for_page(request, child_id, Permission.PLAN_READ, KEEP)
    lines = actions_for(opened.actor, child_id)
    to_do = sorted((one for one in lines if one.state is ActionState.OPEN), key=lambda one: one.due_on)
    closed = tuple(one for one in lines if one.state is not ActionState.OPEN)
    content = ActionsPage(opened, tuple(to_do), closed, KEEP in opened.may)
    return page(request, "support/actions.html", content, title="What is being done")


@dataclass(frozen=True)
class AddPage:
    """A new action, and who will be able to read it."""

    opened: OpenedChild
    readers: tuple[tuple[str, str], ...]


@needs(KEEP)
def add(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Agree that somebody does something by a day."""
    opened = open_for_page(request, child_id, KEEP)
    actor = opened.actor
    form = ActionForm(request.POST or None, people=who_could_own(actor, child_id), initial=_asked(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = NewAction(
            given["what"], given["due_on"], form.owner_id(), given["owner_name"], given["why"],
            _statement(request.POST.get("serves", "")),
        )  # fmt: skip
        result = found_or_404(add_action(actor, child_id, new, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Added. Whoever has it is told.")
            return redirect("support:actions", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    serves = request.POST.get("serves", "") or request.GET.get("serves", "")
    content = AddPage(opened, readers(opened))
    return page(
        request, "support/add_action.html", content, title="Add an action", form=form, status=status,
        serves=serves if _statement(serves) else "",
    )  # fmt: skip


def _asked(request: HttpRequest) -> dict[str, str]:
    """What a page that leads here fills in."""
    return {"what": request.GET.get("what", "")[:500]}


def _statement(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


@dataclass(frozen=True)
class ActionPage:
    """One action, its history, and what the reader can do with it."""

    opened: OpenedChild
    action: ActionLine
    history: tuple[ActionHappened, ...]
    done: DoneForm | None
    drop: DropForm | None
    hand_over: HandOverForm | None
    why_not: Refusal | None = None
    wrong: str = ""


@dataclass(frozen=True)
class _Forms:
    """The three things that can be done, as forms; only the one that was sent is bound."""

    sent: str
    every: dict[str, forms.Form]

    @property
    def chosen(self) -> forms.Form | None:
        return self.every.get(self.sent)


@needs(Permission.PLAN_READ)
def action(request: HttpRequest, child_id: UUID, action_id: UUID) -> HttpResponse:
    """One action; whoever has it says here that it is done, passes it on or drops it."""
    opened = open_for_page(request, child_id, Permission.PLAN_READ, KEEP)
    actor = opened.actor
    line = action_by_id(actor, child_id, action_id)
    if line is None:
        raise Http404
    given = _forms(request, actor, child_id)
    if request.method == "POST":
        if KEEP not in opened.may or given.chosen is None:
            raise Http404
        if given.chosen.is_valid():
            result = found_or_404(_do(given, actor, child_id, action_id))
            if not isinstance(result, Refusal):
                messages.success(request, "Saved.")
                return redirect(reverse("support:action", args=[child_id, action_id]))
            show_refusal(given.chosen, result)
    content = _action_page(opened, line, given)
    status = 422 if content.wrong else 200
    chosen = given.chosen if content.wrong else None
    return page(request, "support/action.html", content, title="An action", form=chosen, status=status)


def _forms(request: HttpRequest, actor: Actor, child_id: UUID) -> _Forms:
    sent = request.POST.get("do", "") if request.method == "POST" else ""

    def data(name: str) -> QueryDict | None:
        return request.POST if sent == name else None

    people = who_could_own(actor, child_id)
    every: dict[str, forms.Form] = {
        "done": DoneForm(data("done"), auto_id="done_%s"),
        "drop": DropForm(data("drop"), auto_id="drop_%s"),
        "hand-over": HandOverForm(data("hand-over"), auto_id="hand_%s", people=people),
    }
    return _Forms(sent, every)


def _do(given: _Forms, actor: Actor, child_id: UUID, action_id: UUID) -> object:
    form = given.every[given.sent]
    if isinstance(form, DoneForm):
        return complete_action(actor, child_id, action_id, form.cleaned_data["result"], now())
    if isinstance(form, DropForm):
        return drop_action(actor, child_id, action_id, form.cleaned_data["why"], now())
    assert isinstance(form, HandOverForm)
    return hand_over_action(
        actor, child_id, action_id, now(), owner_id=form.owner_id(),
        owner_name=form.cleaned_data["owner_name"], why=form.cleaned_data["note"],
    )  # fmt: skip


def _action_page(opened: OpenedChild, line: ActionLine, given: _Forms) -> ActionPage:
    history = tuple(history_of_action(opened.actor, line.child_id, line.id))
    facts = abilities_on(opened.actor, line.child_id, line.id)
    no_done = may_complete(facts) if facts else None
    no_change = may_change_hands(facts) if facts else None
    wrong = given.sent if given.chosen is not None and given.chosen.errors else ""
    return ActionPage(
        opened, line, history,
        done=given.every["done"] if facts and not no_done else None,  # type: ignore[arg-type]
        drop=given.every["drop"] if facts and not no_change else None,  # type: ignore[arg-type]
        hand_over=given.every["hand-over"] if facts and not no_change else None,  # type: ignore[arg-type]
        why_not=no_done if line.state is ActionState.OPEN else None, wrong=wrong,
    )  # fmt: skip

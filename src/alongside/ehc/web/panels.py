"""Panels: the days, one agenda, one case with its pack. A panel advises; a manager decides."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404, show_refusal
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.ehc.choices import PanelAdvice
from alongside.ehc.operations import panels as operations
from alongside.ehc.queries.panels import Agenda, ItemLine, PanelLine, could_sit, pack_of, to_put
from alongside.ehc.queries.panels import agenda as agenda_of
from alongside.ehc.queries.panels import panels as panels_of
from alongside.kernel.refusal import Refusal
from alongside.ledger.access_log import note_opened
from alongside.platform.clock import now
from alongside.rendering.web import to_html

READ, KEEP = Permission.PANEL_READ, Permission.CASE_KEEP


class PanelForm(forms.Form):
    """A day, and who sits on it."""

    on = DateField3(label="On which day?")
    members = forms.MultipleChoiceField(
        label="Who sits on it?", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, people: tuple[tuple[str, str], ...], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "members", list(people))

    def chosen(self) -> list[tuple[UUID, UUID]]:
        """Who was chosen, each with the organisation they come from."""
        parts = (one.split(":") for one in self.cleaned_data["members"])
        return [(UUID(person), UUID(place)) for person, place in parts]


@dataclass(frozen=True)
class PanelsPage:
    """The panels there are."""

    lines: tuple[PanelLine, ...]
    keeps: bool


@needs(READ)
def panels(request: HttpRequest) -> HttpResponse:
    """The panels of one's council, or those one sits on; the council sets a new one."""
    actor = who_asks(request)
    keeps = role_may(actor.role, KEEP)
    form = PanelForm(request.POST or None, people=could_sit(actor)) if keeps else None
    if request.method == "POST":
        if form is None:
            raise Http404
        if form.is_valid():
            result = found_or_404(operations.make_panel(actor, form.cleaned_data["on"], form.chosen(), now()))
            if not isinstance(result, Refusal):
                return redirect("ehc:panel", result.id)
            show_refusal(form, result)
    status = 422 if form and form.is_bound and form.errors else 200
    content = PanelsPage(panels_of(actor), keeps)
    return page(request, "ehc/panels.html", content, title="Panels", form=form, status=status)


@dataclass(frozen=True)
class AgendaPage:
    """One panel, and the cases that could be put on it."""

    agenda: Agenda
    keeps: bool
    to_put: tuple[tuple[str, str], ...]
    refusal: Refusal | None


@needs(READ)
def agenda(request: HttpRequest, panel_id: UUID) -> HttpResponse:
    """The agenda of a day; the council puts cases on it."""
    actor = who_asks(request)
    shown = agenda_of(actor, panel_id)
    keeps = role_may(actor.role, KEEP)
    if shown is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        result = _put(request, actor, panel_id) if keeps else None
        if result is None:
            raise Http404
        if not isinstance(result, Refusal):
            return redirect("ehc:panel", panel_id)
        refusal = result
    content = AgendaPage(shown, keeps, to_put(actor, panel_id) if keeps else (), refusal)
    return page(request, "ehc/panel.html", content, title="Agenda", status=422 if refusal else 200)


def _put(request: HttpRequest, actor: Actor, panel_id: UUID) -> object:
    try:
        child_id = UUID(request.POST.get("child", ""))
    except ValueError:
        return Refusal("panel.case", "Choose a case.", "It needs something to decide.")
    return found_or_404(operations.put_on_agenda(actor, panel_id, child_id, now()))


class ConflictForm(forms.Form):
    """Which conflict of interest."""

    words = forms.CharField(
        label="Which conflict is it?",
        max_length=500,
        error_messages={"required": "Say which conflict it is."},
    )


class AdviceForm(forms.Form):
    """What the panel advised."""

    advice = forms.ChoiceField(
        label="What does the panel advise?", choices=PanelAdvice.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what the panel advises."},
    )  # fmt: skip
    reasons = forms.CharField(
        label="Why?", widget=forms.Textarea, max_length=6_000,
        error_messages={"required": "Advice needs its reasons."},
    )  # fmt: skip
    present = forms.MultipleChoiceField(
        label="Who was there for this case?", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, people: tuple[tuple[UUID, str, str], ...], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "present", [(str(key), name) for key, name, _ in people])


@dataclass(frozen=True)
class ItemPage:
    """One case: its pack, the conflict one may have, what was advised."""

    agenda: Agenda
    item: ItemLine
    pack: str
    keeps: bool
    conflict: ConflictForm
    advice: AdviceForm


@needs(READ)
def item(request: HttpRequest, panel_id: UUID, item_id: UUID) -> HttpResponse:
    """The pack of one case. Opening it is noted in the child's access log, which the family reads."""
    actor = who_asks(request)
    shown = agenda_of(actor, panel_id)
    one = next((each for each in shown.items if each.id == item_id), None) if shown else None
    document = pack_of(actor, panel_id, item_id)
    if shown is None or one is None or document is None:
        raise Http404
    do = request.POST.get("do") if request.method == "POST" else None
    conflict = ConflictForm(request.POST if do == "conflict" else None, prefix="c")
    advice = AdviceForm(request.POST if do == "advise" else None, prefix="a", people=shown.members)
    answer = _carry_out(request, actor, one, conflict if do == "conflict" else advice) if do else None
    if answer:
        messages.success(request, answer)
        there = do == "advise"
        return redirect("ehc:panel_item", panel_id, item_id) if there else redirect("ehc:panel", panel_id)
    note_opened(actor, one.child_id, READ, now())
    bad = any(form.is_bound and form.errors for form in (conflict, advice))
    keeps = role_may(actor.role, KEEP)
    content = ItemPage(shown, one, to_html(document, title_level=1), keeps, conflict, advice)
    return page(request, "ehc/panel_item.html", content, title="A case", status=422 if bad else 200)


def _carry_out(request: HttpRequest, actor: Actor, one: ItemLine, form: forms.Form) -> str:
    """Do what was pressed; what to say then, "" where the form has something to say first."""
    if not form.is_valid():
        return ""
    given = form.cleaned_data
    if isinstance(form, ConflictForm):
        result: object = found_or_404(operations.declare(actor, one.id, given["words"], now()))
        words = "Saved. This case, and the child’s record, are closed to you from now on."
    else:
        if not role_may(actor.role, KEEP):
            raise Http404
        present = tuple(UUID(key) for key in given["present"])
        new = operations.NewPanelAdvice(given["advice"], given["reasons"], present)
        result = found_or_404(operations.record_advice(actor, one.id, new, now()))
        words = "Saved. It is among the evidence of the decision."
    if isinstance(result, Refusal):
        show_refusal(form, result)
        return ""
    return words

"""At which stage of the graduated response a child is: now, before, and saying so."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.stages import stages
from alongside.support.operations import NewStage, set_stage
from alongside.support.queries.stages import StageLine, stages_of

READ, EDIT = Permission.PLAN_READ, Permission.PLAN_EDIT


class StageForm(forms.Form):
    """A stage, since when and why."""

    stage = forms.ChoiceField(label="At which stage?", widget=forms.RadioSelect, required=False)
    starts_on = DateField3(label="Since when?", subject="The day")
    why = forms.CharField(
        label="Why?",
        max_length=300,
        error_messages={"required": "Say why in a few words. The family reads it."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        known = [(one.key, f"{one.name}: {one.means}") for one in stages().values()]
        choices = [*known, ("", "At no stage any more")]
        choose_from(self, "stage", choices)


@dataclass(frozen=True)
class StagePage:
    """The stages of a child."""

    opened: OpenedChild
    lines: tuple[StageLine, ...]
    edits: bool


@needs(READ)
def stage(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The stage now and before; sending it sets the next."""
    opened = open_for_page(request, child_id, READ, EDIT)
    lines = stages_of(opened.actor, child_id)
    start = {"stage": lines[0].stage.key if lines and lines[0].stage else "1", "starts_on": opened.actor.on}
    form = StageForm(request.POST or None, initial=start)
    if request.method == "POST":
        if EDIT not in opened.may:
            raise Http404
        if form.is_valid():
            given = form.cleaned_data
            new = NewStage(given["stage"], given["starts_on"], given["why"])
            result = found_or_404(set_stage(opened.actor, child_id, new, now()))
            if not isinstance(result, Refusal):
                messages.success(request, "Saved.")
                return redirect("support:stage", child_id)
            show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = StagePage(opened, lines, EDIT in opened.may)
    return page(
        request, "support/stage.html", content, title="The stage of support", form=form, status=status
    )

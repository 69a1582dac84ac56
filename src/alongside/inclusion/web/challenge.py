"""Support and challenge: for the area one page a setting, for the setting its own."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.own_work import Work
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404
from alongside.design.forms import DateField3
from alongside.design.page import page
from alongside.inclusion.choices import AreaEntryKind, Side
from alongside.inclusion.operations.challenge import (
    NewAreaAction,
    NewEntry,
    agree_action,
    close_action,
    put_action,
    write_entry,
)
from alongside.inclusion.queries.challenge import (
    AreaEntryView,
    InclusionMeasures,
    area_entries,
    area_settings,
    inclusion_measures,
    side_of,
)
from alongside.inclusion.web.asking import kept, status_of
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

READ, WRITE = Work.CHALLENGE_READ, Work.CHALLENGE_WRITE


@needs(WRITE)
def area_page(request: HttpRequest) -> HttpResponse:
    """The settings of the area."""
    return page(
        request, "inclusion/area.html", area_settings(who_asks(request)), title="Support and challenge"
    )


@dataclass(frozen=True)
class ChallengePage:
    """One setting: what is measured, what was said, what is done."""

    measures: InclusionMeasures
    entries: tuple[AreaEntryView, ...]
    is_council: bool


@needs(READ)
def own_challenge_page(request: HttpRequest) -> HttpResponse:
    """What the area says to the reader's own setting."""
    if side_of(who_asks(request)) is Side.COUNCIL:
        return redirect("inclusion:area")
    setting_id = who_asks(request).organisation_id
    if setting_id is None:
        raise Http404
    return _challenge(request, setting_id, "inclusion:challenge")


@needs(WRITE)
def setting_page(request: HttpRequest, setting_id: UUID) -> HttpResponse:
    """What the area says to one of its settings."""
    return _challenge(request, setting_id, "inclusion:area_setting", setting_id)


def _challenge(request: HttpRequest, setting_id: UUID, name: str, *parts: UUID) -> HttpResponse:
    actor = who_asks(request)
    measures = inclusion_measures(actor, setting_id)
    if measures is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        refusal = _do(request)
        if refusal is None:
            return redirect(name, *parts)
    content = ChallengePage(measures, area_entries(actor, setting_id), side_of(actor) is Side.COUNCIL)
    return page(
        request, "inclusion/challenge.html", content, title="Support and challenge", refusal=refusal,
        status=422 if refusal else 200,
    )  # fmt: skip


def _do(request: HttpRequest) -> Refusal | None:
    """Agree an action, or say that it is done and what came of it."""
    action_id, actor = _id(request.POST.get("action", "")), who_asks(request)
    if "agree" in request.POST:
        result = found_or_404(agree_action(actor, action_id, now()))
    else:
        result = found_or_404(close_action(actor, action_id, request.POST.get("came_of_it", ""), now()))
    if isinstance(result, Refusal):
        return result
    messages.success(request, "Saved. Both sides see it.")
    return None


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


class EntryForm(forms.Form):
    """What the area says."""

    kind = forms.ChoiceField(label="What is it?", choices=AreaEntryKind.choices, widget=forms.RadioSelect)
    on = DateField3(label="On which day?", subject="The day")
    about = forms.CharField(label="What is it about?", max_length=160)
    text = forms.CharField(label="What was found, and what was said?", widget=forms.Textarea, max_length=6000)


@needs(WRITE)
def entry_page(request: HttpRequest, setting_id: UUID) -> HttpResponse:
    """Write down support or a challenge."""
    if inclusion_measures(who_asks(request), setting_id) is None:
        raise Http404
    form = EntryForm(request.POST or None, initial={"on": who_asks(request).on})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = NewEntry(given["kind"], given["on"], given["about"], given["text"])
        if kept(form, write_entry(who_asks(request), setting_id, new, now())):
            messages.success(request, "Written down. The setting can read it.")
            return redirect("inclusion:area_setting", setting_id)
    return page(
        request,
        "inclusion/area_entry.html",
        setting_id,
        title="Write an entry",
        form=form,
        status=status_of(form),
    )


class AreaActionForm(forms.Form):
    """Who does what by when."""

    what = forms.CharField(label="What is done?", max_length=300)
    whose = forms.ChoiceField(label="Who does it?", choices=Side.choices, widget=forms.RadioSelect)
    due_on = DateField3(label="By when?", subject="The day")


@needs(READ)
def area_action_page(request: HttpRequest, setting_id: UUID, entry_id: UUID) -> HttpResponse:
    """Put an action forward for the other side to agree."""
    actor = who_asks(request)
    entries = area_entries(actor, setting_id) if inclusion_measures(actor, setting_id) else ()
    entry = next((one for one in entries if one.id == entry_id), None)
    if entry is None:
        raise Http404
    form = AreaActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        new = NewAreaAction(given["what"], given["whose"], given["due_on"])
        if kept(form, put_action(actor, entry_id, new, now())):
            messages.success(request, "Put forward. It holds when the other side agrees.")
            return redirect("inclusion:challenge")
    return page(
        request,
        "inclusion/area_action.html",
        entry,
        title="Put an action forward",
        form=form,
        status=status_of(form),
    )

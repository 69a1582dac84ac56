"""What works: shared between settings, never about a child."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside import statute
from alongside.access.own_work import Work
from alongside.access.policy import role_may
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404
from alongside.design.forms import choose_from
from alongside.design.page import page
from alongside.inclusion.choices import PracticeKind
from alongside.inclusion.operations.practice import (
    copy_practice,
    share_intervention,
    share_practice,
    withdraw_practice,
)
from alongside.inclusion.queries.catalogue import catalogue
from alongside.inclusion.queries.practice import Practice, practice, practices
from alongside.inclusion.rules.practice import NewPractice
from alongside.inclusion.web.asking import kept, status_of
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

READ, SHARE = Work.PRACTICE_READ, Work.PRACTICE_SHARE


def _areas() -> list[tuple[str, str]]:
    return [(code.code, code.plain.capitalize()) for code in statute.all_codes("area-of-need")]


class NarrowPracticeForm(forms.Form):
    """Narrowing what is shared."""

    kind = forms.ChoiceField(label="What", required=False, choices=[("", "Anything"), *PracticeKind.choices])
    area = forms.ChoiceField(label="Area of need", required=False, choices=lambda: [("", "Any"), *_areas()])


@dataclass(frozen=True)
class PracticesPage:
    """What is shared."""

    practices: tuple[Practice, ...]
    narrowed: bool
    may_share: bool
    in_setting: bool


@needs(READ)
def practices_page(request: HttpRequest) -> HttpResponse:
    """Everything that settings share, narrowed to a kind or an area of need."""
    actor, form = who_asks(request), NarrowPracticeForm(request.GET or None)
    asked = form.cleaned_data if form.is_bound and form.is_valid() else {}
    content = PracticesPage(
        practices(actor, asked.get("kind", ""), asked.get("area", "")), any(asked.values()),
        role_may(actor.role, SHARE), role_may(actor.role, Work.SKILLS_READ),
    )  # fmt: skip
    return page(request, "inclusion/practices.html", content, title="What works", filters=form)


@needs(READ)
def practice_page(request: HttpRequest, practice_id: UUID) -> HttpResponse:
    """One thing that is shared; sending `copy` copies it, `withdraw` takes one's own back."""
    actor = who_asks(request)
    one = practice(actor, practice_id)
    if one is None:
        raise Http404
    if request.method == "POST":
        if "withdraw" in request.POST:
            found_or_404(withdraw_practice(actor, practice_id, now()))
            messages.success(request, "It is shared no more. Copies that others made stay theirs.")
            return redirect("inclusion:practices")
        result = found_or_404(copy_practice(actor, practice_id, now()))
        if isinstance(result, Refusal):
            messages.error(request, str(result))
            return redirect("inclusion:practice", practice_id)
        messages.success(
            request, "It is in your catalogue. Write your own hourly rate before you count on its cost."
        )
        return redirect("inclusion:offer", result.pk)
    return page(request, "inclusion/practice.html", one, title="What works elsewhere")


class ShareForm(forms.Form):
    """A strategy, a template, or an intervention of one's own catalogue."""

    conditional: ClassVar = ("intervention", "kind", "title", "text", "areas")

    intervention = forms.ChoiceField(label="Share an intervention of your catalogue", required=False)
    kind = forms.ChoiceField(
        label="Or something else", required=False, widget=forms.RadioSelect,
        choices=[one for one in PracticeKind.choices if one[0] != PracticeKind.INTERVENTION],
    )  # fmt: skip
    title = forms.CharField(label="What is it called?", max_length=120, required=False)
    text = forms.CharField(
        label="What is done, or the words of it", widget=forms.Textarea, max_length=8000, required=False
    )
    areas = forms.MultipleChoiceField(
        label="Which areas of need is it for?",
        choices=_areas,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    from_age = forms.IntegerField(label="From age", min_value=0, max_value=25, initial=0, required=False)
    to_age = forms.IntegerField(label="To age", min_value=0, max_value=25, initial=25, required=False)
    citation = forms.CharField(label="Where did it come from?", max_length=300, required=False)
    worked = forms.CharField(label="Why did it work here?", widget=forms.Textarea, max_length=3000)

    def __init__(self, *args: object, offers: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choose_from(self, "intervention", [("", "None of these"), *offers])

    def meant(self) -> NewPractice:
        """What was written, where it is no intervention."""
        given = self.cleaned_data
        return NewPractice(
            given["kind"], given["title"], given["text"], tuple(given["areas"]), given["from_age"] or 0,
            25 if given["to_age"] is None else given["to_age"], given["worked"], given["citation"],
        )  # fmt: skip


@needs(SHARE)
def share_page(request: HttpRequest) -> HttpResponse:
    """Share an intervention of the catalogue, a strategy or a template."""
    actor = who_asks(request)
    offers = [(str(one.id), one.name) for one in catalogue(actor)]
    form = ShareForm(request.POST or None, offers=offers)
    if request.method == "POST" and form.is_valid():
        chosen, worked = form.cleaned_data["intervention"], form.cleaned_data["worked"]
        result = (
            share_intervention(actor, UUID(chosen), worked, now())
            if chosen
            else share_practice(actor, form.meant(), now())
        )
        if kept(form, result):
            messages.success(request, "Other settings can read it now.")
            return redirect("inclusion:practices")
    return page(
        request, "inclusion/share.html", None, title="Share what works", form=form, status=status_of(form)
    )

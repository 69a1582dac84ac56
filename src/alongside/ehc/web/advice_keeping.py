"""What the council does with one request besides reading it: not needed, or existing advice used again."""

from dataclasses import dataclass
from typing import Any, ClassVar
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
from alongside.ehc.choices import AdviceState, Limb, Party
from alongside.ehc.operations.advice_keeping import answer_reuse, drop_advice, propose_reuse
from alongside.ehc.queries.advice import AdviceView, advice_by_id, advice_of, may_answer_for
from alongside.ehc.rules.advice import Existing
from alongside.ehc.web.report_field import not_too_large, report_field
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

READ, KEEP, GIVE = Permission.ADVICE_READ, Permission.CASE_KEEP, Permission.ADVICE_GIVE


class DropForm(forms.Form):
    """Why it is not needed."""

    why = forms.CharField(
        label="Why is it not needed any more?", max_length=500, error_messages={"required": "Write why."}
    )


class ExistingForm(forms.Form):
    """Which advice there is already, and how the family can read it."""

    conditional: ClassVar = ("held",)

    from_id = forms.ChoiceField(label="Was it given here?", required=False)
    existing = forms.CharField(label="Which advice is it, and who wrote it?", max_length=300, required=False)
    existing_on = DateField3(label="Of which day is it?", required=False)
    report = report_field()
    held = forms.CharField(
        label="If the family has it: when and how did they get it?", max_length=200, required=False
    )

    def __init__(self, *args: Any, given: tuple[AdviceView, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        here = [(str(one.id), f"{one.limb.label}: {one.given_by_name}") for one in given]
        choose_from(self, "from_id", [("", "No, it came another way"), *here])

    def clean_report(self) -> Any:
        """Refuse what is too large before any of it is read into memory."""
        return not_too_large(self.cleaned_data["report"])

    def proposed(self) -> Existing:
        """What the checked form says."""
        given = self.cleaned_data
        content = given["report"].read() if given["report"] else b""
        from_id = UUID(given["from_id"]) if given["from_id"] else None
        return Existing(given["existing"], given["existing_on"], content, from_id, given["held"])


@dataclass(frozen=True)
class KeepPage:
    """One request, and the two things that can be done with it."""

    opened: OpenedChild
    one: AdviceView
    drop: forms.Form
    existing: forms.Form


@needs(KEEP)
def keep(request: HttpRequest, child_id: UUID, advice_id: UUID) -> HttpResponse:
    """Say that a request is not needed, or that there is advice already that could be used again."""
    opened = open_for_page(request, child_id, KEEP)
    one = advice_by_id(opened.actor, child_id, advice_id)
    if one is None or not (one.is_open or one.state is AdviceState.PROPOSED):
        raise Http404
    do = request.POST.get("do") if request.method == "POST" else None
    drop = DropForm(request.POST if do == "drop" else None, prefix="d")
    sent = (request.POST, request.FILES) if do == "existing" else (None, None)
    existing = ExistingForm(*sent, prefix="e", given=_given_before(opened, one))
    form: forms.Form = drop if do == "drop" else existing
    if do in ("drop", "existing") and form.is_valid():
        if do == "drop":
            why: str = form.cleaned_data["why"]
            result: object = found_or_404(drop_advice(opened.actor, child_id, advice_id, why, now()))
        else:
            result = found_or_404(
                propose_reuse(opened.actor, child_id, advice_id, existing.proposed(), now())
            )
        if not isinstance(result, Refusal):
            messages.success(request, "Saved.")
            return redirect("ehc:advice_one", child_id, advice_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = KeepPage(opened, one, drop, existing)
    return page(request, "ehc/keep_advice.html", content, title="A request for advice", status=status)


def _given_before(opened: OpenedChild, one: AdviceView) -> tuple[AdviceView, ...]:
    """Advice about this child that is here to be read: what could be used again without a file."""
    found_here = advice_of(opened.actor, opened.child.id)
    return tuple(
        each for each in found_here if each.is_given and each.limb is not Limb.FAMILY and each.id != one.id
    )


class ReuseForm(forms.Form):
    """Whether existing advice is enough."""

    conditional: ClassVar = ("name",)

    party = forms.ChoiceField(label="For whom do you answer?", widget=forms.RadioSelect)
    agrees = forms.ChoiceField(
        label="Is this advice enough?",
        choices=[("yes", "Yes, use it"), ("no", "No, ask again")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
    words = forms.CharField(label="Anything you want to say", max_length=500, required=False)
    name = forms.CharField(label="Whose answer is it?", max_length=200, required=False)

    def __init__(self, *args: Any, parties: tuple[Party, ...], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "party", [(one.value, one.label) for one in parties])
        self.initial["party"] = parties[0].value


@dataclass(frozen=True)
class ReusePage:
    """The advice that is proposed, who has answered, and for whom the reader answers."""

    opened: OpenedChild
    one: AdviceView
    parties: tuple[Party, ...]
    keeps: bool


@needs(READ)
def reuse(request: HttpRequest, child_id: UUID, advice_id: UUID) -> HttpResponse:
    """Say whether advice that exists already is enough. One no, and it is asked for again."""
    opened = open_for_page(request, child_id, READ, KEEP)
    one = advice_by_id(opened.actor, child_id, advice_id)
    parties = may_answer_for(opened.actor, one) if one else ()
    if one is None or not parties:
        raise Http404
    form = ReuseForm(request.POST or None, parties=parties)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        said = (Party(given["party"]), given["agrees"] == "yes", given["words"], given["name"])
        result = found_or_404(answer_reuse(opened.actor, child_id, advice_id, said, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Your answer is kept.")
            return redirect("ehc:advice", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = ReusePage(opened, one, parties, KEEP in opened.may)
    return page(request, "ehc/reuse_advice.html", content, title="Is this enough?", form=form, status=status)

"""One request for advice: read by whoever may, answered on the same page by whoever was asked."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.documents.queries import file_of
from alongside.documents.web.handing_out import made_anew
from alongside.ehc.choices import AdviceKind, Limb, Party
from alongside.ehc.gathering import areas
from alongside.ehc.letters import advice_letter
from alongside.ehc.operations import advising
from alongside.ehc.queries.advice import (
    AdviceView,
    LimitOfAdvice,
    StepView,
    advice_by_id,
    colleagues_for,
    limit_of_advice,
    may_answer_for,
    steps_of,
)
from alongside.ehc.queries.cases import case_of
from alongside.ehc.web.report_field import not_too_large, report_field
from alongside.kernel.refusal import Refusal
from alongside.people.formats import wanted
from alongside.platform import files
from alongside.platform.clock import now
from alongside.platform.web.downloads import as_download
from alongside.rendering.formats import Format
from alongside.voice.operations import save_draft
from alongside.voice.unsent import NOTHING_BEGUN, Unsent, sent, unsent

READ, KEEP, GIVE = Permission.ADVICE_READ, Permission.CASE_KEEP, Permission.ADVICE_GIVE


class ReceivedForm(forms.Form):
    """On which day the request was there."""

    received_on = DateField3(label="On which day did the request reach you?")


class StatementForm(forms.Form):
    """One or several statements of a kind."""

    kind = forms.ChoiceField(
        label="What is it?", choices=AdviceKind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose what this is."},
    )  # fmt: skip
    area = forms.ChoiceField(label="Which area?", choices=areas, required=False)
    words = forms.CharField(
        label="In words the family understands", widget=forms.Textarea, max_length=20_000,
        error_messages={"required": "Write it in a sentence."},
    )  # fmt: skip


class GiveForm(forms.Form):
    """What goes with the statements."""

    conditional: ClassVar = ("summary", "by_name", "profession")

    summary = forms.CharField(label="In short", widget=forms.Textarea, max_length=8_000, required=False)
    by_name = forms.CharField(label="Who gave it?", max_length=200, required=False)
    profession = forms.CharField(label="As what?", max_length=120, required=False)
    report = report_field()

    def __init__(self, *args: Any, waiting: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.waiting = waiting

    def clean_report(self) -> Any:
        """Refuse what is too large before any of it is read into memory."""
        return not_too_large(self.cleaned_data["report"])

    def clean(self) -> dict[str, Any]:
        """Refuse to give the advice while a sentence is written that was not added: it would be lost."""
        if self.waiting.strip():
            raise forms.ValidationError(
                "You wrote something that is not added yet. Add it, or empty its box."
            )
        return self.cleaned_data

    def answer(self) -> advising.Answer:
        """What the checked form says."""
        given = self.cleaned_data
        content = given["report"].read() if given["report"] else b""
        return advising.Answer(given["summary"], given["profession"], content, given["by_name"])


class HandOverForm(forms.Form):
    """To which colleague."""

    to = forms.ChoiceField(label="To whom?")

    def __init__(self, *args: Any, people: tuple[tuple[UUID, str], ...], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "to", [(str(key), name) for key, name in people])


@dataclass(frozen=True)
class OnePage:
    """A request, what happened to it, and, for who answers it, the forms."""

    opened: OpenedChild
    one: AdviceView
    steps: tuple[StepView, ...]
    keeps: bool
    writes: bool
    forms: dict[str, forms.Form]
    limit: LimitOfAdvice | None

    @property
    def kinds(self) -> tuple[tuple[AdviceKind, tuple[Any, ...]], ...]:
        found = (
            (kind, tuple(each for each in self.one.statements if each.kind is kind)) for kind in AdviceKind
        )
        return tuple((kind, some) for kind, some in found if some)

    @property
    def area_names(self) -> dict[str, str]:
        return {key: label for key, label in areas() if key}

    @property
    def answers_for(self) -> tuple[Party, ...]:
        """For whom the reader says whether advice that exists already is enough."""
        return may_answer_for(self.opened.actor, self.one)

    @property
    def is_family_advice(self) -> bool:
        return self.one.limb is Limb.FAMILY


@needs(READ)
def one(request: HttpRequest, child_id: UUID, advice_id: UUID) -> HttpResponse:
    """One request: what was asked of whom, by when and why then; and the answer."""
    opened = open_for_page(request, child_id, READ, KEEP, GIVE)
    shown = advice_by_id(opened.actor, child_id, advice_id)
    if shown is None:
        raise Http404
    writes = shown.is_open and (shown.is_mine or (shown.is_outside and KEEP in opened.may))
    began = unsent(opened.actor, child_id, "advice", advice_id) if writes else NOTHING_BEGUN
    made = _forms(request, opened, shown, began) if writes or (shown.is_open and KEEP in opened.may) else {}
    if request.method == "POST":
        if not made:
            raise Http404
        answer = _do(request, opened, shown, made)
        if answer:
            _keep_the_rest(request, opened, began)
            return answer
    steps = steps_of(opened.actor, child_id, advice_id)
    limit = limit_of_advice(opened.actor, child_id, advice_id)
    content = OnePage(opened, shown, steps, KEEP in opened.may, writes, made, limit)
    bound = any(form.is_bound and form.errors for form in made.values())
    return page(request, "ehc/advice_one.html", content, title="Advice", status=422 if bound else 200)


def _keep_the_rest(request: HttpRequest, opened: OpenedChild, began: Unsent) -> None:
    """What was written "in short" while a sentence was added waits for its writer; what was given is forgotten."""
    if request.POST.get("do") == "give":
        sent(opened.actor, opened.child.id, began, now())
    elif request.POST.get("do") == "add" and began.topic:
        save_draft(opened.actor, opened.child.id, began.topic, request.POST.get("g-summary", ""), now())


def _forms(
    request: HttpRequest, opened: OpenedChild, shown: AdviceView, began: Unsent
) -> dict[str, forms.Form]:
    """The forms of the page; the one that was sent is filled in, and what was sent beside it is kept in its boxes."""
    do = request.POST.get("do") if request.method == "POST" else None

    def filled(name: str) -> dict[str, Any]:
        return {"data": request.POST, "files": request.FILES} if do == name else {}

    beside = {name: request.POST.get(f"s-{name}", "") for name in ("kind", "area", "words")}
    in_short = request.POST.get("g-summary", began.text)

    people = colleagues_for(opened.actor, shown) if shown.is_mine else ()
    return {
        "receive": ReceivedForm(**filled("receive"), prefix="r", initial={"received_on": opened.actor.on}),
        "add": StatementForm(**filled("add"), prefix="s", initial=beside),
        "give": GiveForm(
            **filled("give"), prefix="g", initial={"summary": in_short}, waiting=beside["words"]
        ),
        "hand": HandOverForm(**filled("hand"), prefix="h", people=people),
        "remove": forms.Form(**filled("remove")),
    }


def _do(
    request: HttpRequest, opened: OpenedChild, shown: AdviceView, made: dict[str, forms.Form]
) -> HttpResponse | None:
    """Do what was pressed; None where the form has something to say first."""
    form = made.get(request.POST.get("do", ""))
    if form is None or not form.is_valid():
        return None
    result = found_or_404(_carry_out(request, opened, shown, form))
    if isinstance(result, Refusal):
        show_refusal(form, result)
        return None
    words = {"give": "Thank you. The advice is given.", "hand": "Handed over."}.get(request.POST["do"])
    if words:
        messages.success(request, words)
    if request.POST["do"] == "hand" and not opened.actor.is_family:
        return redirect("ehc:inbox")
    if request.POST["do"] == "give" and shown.organisation_id and GIVE in opened.may:
        return redirect("ehc:inbox")
    return redirect("ehc:advice_one", opened.child.id, shown.id)


def _carry_out(request: HttpRequest, opened: OpenedChild, shown: AdviceView, form: forms.Form) -> Any:
    actor, child_id, given = opened.actor, opened.child.id, form.cleaned_data
    if isinstance(form, ReceivedForm):
        return advising.confirm_received(actor, child_id, shown.id, given["received_on"], now())
    if isinstance(form, StatementForm):
        new = (given["kind"], given["area"], given["words"])
        return advising.add_statements(actor, child_id, shown.id, new, now())
    if isinstance(form, GiveForm):
        return advising.give_advice(actor, child_id, shown.id, form.answer(), now())
    if isinstance(form, HandOverForm):
        return advising.hand_over(actor, child_id, shown.id, UUID(given["to"]), now())
    try:
        statement_id = UUID(request.POST.get("statement", ""))
    except ValueError:
        raise Http404 from None
    return advising.remove_statement(actor, child_id, shown.id, statement_id, now())


@needs(READ)
@require_safe
def report(request: HttpRequest, child_id: UUID, advice_id: UUID) -> HttpResponse:
    """The report that came with the advice, for those who read the advice."""
    opened = open_for_page(request, child_id, READ)
    shown = advice_by_id(opened.actor, child_id, advice_id)
    kept = None
    if shown and shown.report_id:
        kept = file_of(opened.actor, child_id, shown.report_id, READ, purpose="advice")
    if kept is None:
        raise Http404
    extension = "pdf" if kept.media_type == "application/pdf" else "docx"
    return as_download(files.get(kept.store_key, kept.digest), f"advice.{extension}", kept.media_type)


@needs(KEEP)
@require_safe
def advice_letter_document(request: HttpRequest, child_id: UUID, advice_id: UUID, form: str) -> HttpResponse:
    """The letter that asks somebody outside for advice, to print or to send on."""
    opened = open_for_page(request, child_id, KEEP)
    shown, case = advice_by_id(opened.actor, child_id, advice_id), case_of(opened.actor, child_id)
    if shown is None or case is None or not (shown.is_outside and shown.is_open):
        raise Http404
    chosen = wanted(opened.actor, form)
    chosen = Format.PDF if chosen is Format.WEB else chosen
    letter = advice_letter(shown, opened.child, case.council, shown.asked_on)
    return made_anew(letter, "letter", chosen)

"""SEN support begins, and each who is to be told is given their letter."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.documents.web.handing_out import made_anew
from alongside.kernel.refusal import Refusal
from alongside.people.formats import mark, wanted
from alongside.platform.clock import now
from alongside.rendering.formats import Format
from alongside.rendering.web import to_html
from alongside.statute.loading import all_codes
from alongside.statute.stages import stages
from alongside.support.choices import LetterTold
from alongside.support.operations.beginning import NewSupport, begin_support
from alongside.support.operations.support_letters import give_letter, note_letter_opened, reword_letter
from alongside.support.queries.beginning import (
    LetterLine,
    NotTold,
    StartLine,
    class_has_been_checked,
    families_not_told,
    in_place,
    letter_document,
    support_letters,
    support_start,
)
from alongside.support.rules.beginning import LONGEST

READ, BEGIN = Permission.CONCERN_READ, Permission.SUPPORT_BEGIN


def _words(label: str, missing: str) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=LONGEST, widget=forms.Textarea, error_messages={"required": missing}
    )


class BeginForm(forms.Form):
    """When, for which needs, why, what is done, and what child and family said."""

    need = forms.ChoiceField(label="Main need", error_messages={"required": "Choose the main need."})
    second = forms.ChoiceField(label="Second need", required=False)
    on = DateField3(label="Since when is this help given?", subject="The first day")
    stage = forms.ChoiceField(label="At which stage?", widget=forms.RadioSelect, required=False)
    why = _words("Why? The family reads this.", "Write why, in plain words.")
    support = _words("What do you do now? The family reads this.", "Write what you do, in plain words.")
    heard = _words(
        "What did the child and the family say?", "Write what they said, or how you asked and got no answer."
    )
    without_class = forms.CharField(
        label="Why does it begin without that?", max_length=LONGEST, widget=forms.Textarea, required=False
    )

    def __init__(self, *args: object, opened: OpenedChild, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        codes = [(one.code, one.plain.capitalize()) for one in all_codes("sen-type").on(opened.actor.on)]
        for name in ("need", "second"):
            choose_from(self, name, [("", ""), *codes])
        named = [
            (one.key, f"{one.name}: {one.means[:1].lower()}{one.means[1:]}") for one in stages().values()
        ]
        choose_from(self, "stage", named)
        self.fields["stage"].initial = named[0][0]

    def handed_in(self) -> NewSupport:
        """What the form says, as the operation takes it."""
        given = self.cleaned_data
        return NewSupport(
            (given["need"], given["second"]), given["on"], given["why"], given["support"], given["heard"],
            given["without_class"], given["stage"],
        )  # fmt: skip


@dataclass(frozen=True)
class BeginPage:
    """What is known when SEN support begins."""

    opened: OpenedChild
    class_checked: bool
    in_place: int
    letters_only: bool


@needs(BEGIN)
def begin(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Begin SEN support; where an import brought the level, write the letters that are missing."""
    opened = open_for_page(request, child_id, BEGIN)
    actor = opened.actor
    if opened.child.sen_provision == "E" or support_start(actor, child_id):
        return redirect("support:support_letters", child_id)
    form = BeginForm(request.POST or None, opened=opened, initial={"on": actor.on})
    if request.method == "POST" and form.is_valid():
        result = found_or_404(begin_support(actor, child_id, form.handed_in(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. Now give each of them their letter.")
            return redirect("support:support_letters", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = BeginPage(
        opened, class_has_been_checked(actor, child_id), in_place(actor, child_id),
        opened.child.sen_provision == "K",
    )  # fmt: skip
    return page(request, "support/begin.html", content, title="SEN support begins", form=form, status=status)


@dataclass(frozen=True)
class LettersPage:
    """When SEN support began, and each letter: to whom, and whether it was given."""

    opened: OpenedChild
    start: StartLine | None
    letters: tuple[LetterLine, ...]
    may_give: bool
    may_begin: bool


@needs(READ)
def letters_page(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The letters about SEN support: one's own; for the SENCo all of them."""
    opened = open_for_page(request, child_id, READ, BEGIN)
    gives = BEGIN in opened.may
    start = support_start(opened.actor, child_id) if gives else None
    content = LettersPage(
        opened, start, tuple(support_letters(opened.actor, child_id)), gives,
        gives and start is None and opened.child.sen_provision != "E",
    )  # fmt: skip
    return page(request, "support/support_letters.html", content, title="Letters about SEN support")


class GiveForm(forms.Form):
    """How and when somebody was given their letter."""

    conditional: ClassVar = ("told_on",)

    how = forms.ChoiceField(
        label="How are they given it?", widget=forms.RadioSelect, choices=LetterTold.choices,
        error_messages={"required": "Say how they are given it."},
    )  # fmt: skip
    told_on = DateField3(label="On which day?", subject="The day", required=False)

    def __init__(self, *args: Any, signs_in: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not signs_in:
            ways = [one for one in LetterTold.choices if one[0] != LetterTold.PRODUCT]
            choose_from(self, "how", ways)


class RewordForm(forms.Form):
    """The setting's own words in one letter."""

    why = _words("Why", "Write why.")
    support = _words("What you do now", "Write what you do.")


@dataclass(frozen=True)
class LetterPage:
    """One letter as it is read, and for the SENCo what can be done with it."""

    opened: OpenedChild
    letter: LetterLine
    html: str
    may_give: bool
    form_name: str


def _letter(opened: OpenedChild, letter_id: UUID) -> LetterLine:
    one = next(iter(support_letters(opened.actor, opened.child.id, letter_id=letter_id)), None)
    if one is None:
        raise Http404
    return one


@needs(READ)
def letter(request: HttpRequest, child_id: UUID, letter_id: UUID) -> HttpResponse:
    """One letter; whoever it is for opens it here, the SENCo rewords and gives it."""
    opened = open_for_page(request, child_id, READ, BEGIN)
    one, sent = _letter(opened, letter_id), request.POST.get("do", "")
    gives = BEGIN in opened.may and one.told_on is None
    if one.is_mine and one.opened_at is None:
        note_letter_opened(opened.actor, child_id, letter_id, now())
    give = GiveForm(
        request.POST if sent == "give" else None,
        initial={"how": "product" if one.signs_in else ""},
        signs_in=one.signs_in,
    )
    reword = RewordForm(
        request.POST if sent == "reword" else None, initial={"why": one.why, "support": one.support}
    )
    if request.method == "POST":
        if not gives or sent not in ("give", "reword"):
            raise Http404
        chosen: forms.Form = give if sent == "give" else reword
        if chosen.is_valid():
            result = found_or_404(_done(opened, letter_id, chosen))
            if not isinstance(result, Refusal):
                messages.success(request, "Saved.")
                return redirect("support:support_letters", child_id)
            show_refusal(chosen, result)
    wrong = next((form for form in (give, reword) if form.is_bound and form.errors), None)
    html = to_html(letter_document(one, ""), title_level=1)
    content = LetterPage(opened, one, html, gives, sent)
    return page(
        request, "support/support_letter.html", content, title="A letter", form=wrong, give=give, reword=reword,
        status=422 if wrong else 200,
    )  # fmt: skip


def _done(opened: OpenedChild, letter_id: UUID, form: forms.Form) -> object:
    given = form.cleaned_data
    if isinstance(form, GiveForm):
        return give_letter(opened.actor, opened.child.id, letter_id, given["how"], given["told_on"], now())
    return reword_letter(opened.actor, opened.child.id, letter_id, given["why"], given["support"], now())


@needs(READ)
def letter_file(request: HttpRequest, child_id: UUID, letter_id: UUID, form: str) -> HttpResponse:
    """The letter in a format: for whom it is in the form they chose, to print for whoever wants paper."""
    opened = open_for_page(request, child_id, READ)
    one = _letter(opened, letter_id)
    theirs = form == "my-format" and not one.is_mine
    chosen = Format(one.document_format) if theirs else wanted(opened.actor, form)
    if chosen is Format.WEB:
        return redirect("support:support_letter", child_id, letter_id)
    return made_anew(letter_document(one, mark(opened.actor) if one.is_mine else ""), "letter", chosen)


@needs(BEGIN)
def not_told(request: HttpRequest) -> HttpResponse:
    """Every child of the setting with SEN support whose family was not told of it, as far as is on record."""
    actor = who_asks(request)
    found: tuple[NotTold, ...] = tuple(families_not_told(actor))
    return page(request, "support/not_told.html", found, title="SEN support, and the family not told of it")

"""When rights pass to the young person: which day, what changes, who reads on, who decides what cannot be decided."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.access.choices import StandingKind
from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.choices import Authority, Deciding
from alongside.children.of_age.operations import choose_reader, end_capacity, record_capacity
from alongside.children.of_age.queries import (
    AssessmentView,
    assessments_of,
    choices_of,
    right_holders,
    told_on,
)
from alongside.children.of_age.rules import NewAssessment, reads_until
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.children.sharing.rules import decides_from
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.disputes.of_age.letters import rights_letter
from alongside.disputes.web.on_paper import OnPaper, handed_over
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now, today
from alongside.statute.almanac import shipped
from alongside.statute.worked import Worked

READ, KEEP, SIGN = Permission.CAPACITY_READ, Permission.CAPACITY_KEEP, Permission.SHARING_SIGN
_READERS = (StandingKind.PARENT, StandingKind.CARER)


@dataclass(frozen=True)
class Reader:
    """One parent or carer, what the young person said about them (yes, short or no; empty for nothing yet), and the
    last day on which they read everything because they decide something for them."""

    person_id: UUID
    name: str
    relationship: str
    reads: str
    decides_until: date | None


@dataclass(frozen=True)
class OfAgePage:
    """The day and what follows from it."""

    opened: OpenedChild
    worked: Worked
    passes_on: date
    readers: tuple[Reader, ...]
    assessments: tuple[AssessmentView, ...]
    chooses: bool
    keeps: bool
    told_on: date | None

    @property
    def has_passed(self) -> bool:
        return self.opened.actor.on >= self.passes_on

    @property
    def nobody_here(self) -> bool:
        """Whether the rights have passed and the young person has no way to act here."""
        themselves = any(one.kind is StandingKind.CHILD and one.person_id for one in self.opened.around)
        return self.has_passed and not themselves

    @property
    def nobody_acts(self) -> bool:
        """Whether nobody who is here has the right to ask, answer or appeal: then staff are told what they can do."""
        if not self.nobody_here:
            return False
        around, card, on = list(self.opened.around), self.opened.child, self.opened.actor.on
        return not any(right_holders(card, around, one, on) for one in Deciding)

    @property
    def invites(self) -> bool:
        return Permission.FAMILY_INVITE in self.opened.may

    @property
    def takes_in(self) -> bool:
        """The council, which writes down what they say."""
        return Permission.CASE_KEEP in self.opened.may

    @property
    def reads_until(self) -> date:
        """The last day of reading on where nothing is said."""
        return reads_until(self.passes_on - timedelta(days=1), self.told_on or self.opened.actor.on)


@needs(READ)
@require_safe
def of_age(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Which day rights pass, what passes, who reads on, and decisions that somebody else takes."""
    opened = open_for_page(
        request, child_id, READ, KEEP, SIGN, Permission.FAMILY_INVITE, Permission.CASE_KEEP
    )
    assessments = assessments_of(opened.actor, child_id)
    content = OfAgePage(
        opened, shipped().work_out("age.rights-pass", {"child.born": opened.child.born_on}),
        decides_from(opened.child.born_on), _readers(opened, assessments), assessments,
        _chooses(opened), KEEP in opened.may, told_on(opened.actor, child_id),
    )  # fmt: skip
    return page(
        request, "disputes/of_age.html", content, title="When you decide" if opened.is_child else "From 16"
    )


def _chooses(opened: OpenedChild) -> bool:
    """The young person, also before the day; afterwards whoever decides this for them."""
    if SIGN not in opened.may:
        return False
    decides = right_holders(opened.child, list(opened.around), Deciding.READING, opened.actor.on)
    before = opened.actor.on < decides_from(opened.child.born_on)
    return opened.is_child if before else opened.actor.person_id in decides


def _readers(opened: OpenedChild, assessments: tuple[AssessmentView, ...]) -> tuple[Reader, ...]:
    until: dict[UUID | None, date] = {}
    for held in assessments:
        if held.in_force and held.lacks:
            until[held.representative_id] = max(held.review_by, until.get(held.representative_id, date.min))
    said = choices_of(opened.actor, opened.child.id)
    people = [one for one in opened.around if one.person_id and one.kind in _READERS]
    if opened.actor.is_family and not _chooses(opened):
        people = [one for one in people if one.person_id == opened.actor.person_id]
    return tuple(
        Reader(
            one.person_id, one.name, one.relationship, said.get(one.person_id, ""), until.get(one.person_id)
        )
        for one in people
        if one.person_id
    )


@needs(SIGN)
@require_POST
def reader(request: HttpRequest, child_id: UUID, person_id: UUID) -> HttpResponse:
    """Say yes, a shorter view or no to one person's reading."""
    opened = open_for_page(request, child_id, SIGN)
    reads = request.POST.get("reads")
    if reads not in ("yes", "short", "no"):
        raise Http404
    result = found_or_404(
        choose_reader(
            opened.actor, child_id, person_id, reads=reads == "yes", shorter=reads == "short", now=now()
        )
    )
    words = str(result) if isinstance(result, Refusal) else "Saved. You can change it at any time."
    messages.add_message(request, messages.ERROR if isinstance(result, Refusal) else messages.SUCCESS, words)
    return redirect("disputes:of_age", child_id)


@needs(READ)
@require_safe
def rights_document(request: HttpRequest, child_id: UUID, form: str) -> HttpResponse:
    """The letter about the day, in a format."""
    opened = open_for_page(request, child_id, READ)
    last_day = decides_from(opened.child.born_on) - timedelta(days=1)
    document = rights_letter(opened.child, last_day, opened.actor.name, today(), themselves=opened.is_child)
    paper = OnPaper(document, "rights", "Back", reverse("disputes:of_age", args=[child_id]))
    return handed_over(request, opened, paper, form)


class CapacityForm(forms.Form):
    """One decision, who assessed it, on what evidence, and who decides instead."""

    conditional: ClassVar = ("authority", "representative", "representative_name", "document")

    deciding = forms.ChoiceField(label="Which decision?", choices=Deciding.choices, widget=forms.RadioSelect)
    lacks = forms.ChoiceField(
        label="Can the young person take this decision, with all the help there is?",
        choices=[("no", "Yes, they can"), ("yes", "No, not this decision, at this time")], widget=forms.RadioSelect,
    )  # fmt: skip
    assessed_on = DateField3(label="When was it assessed?")
    assessor_name = forms.CharField(label="Who assessed it?", max_length=200)
    assessor_role = forms.CharField(label="As what?", max_length=120)
    evidence = forms.CharField(
        label="What was done so that they could decide, and what was seen?",
        widget=forms.Textarea,
        max_length=4_000,
    )
    authority = forms.ChoiceField(
        label="If not: by what does somebody decide instead?", 
        choices=[("", "Nobody decides instead"), *Authority.choices],
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    representative = forms.ChoiceField(label="Who is it?", required=False)
    representative_name = forms.CharField(
        label="Or somebody who is not listed", max_length=200, required=False
    )
    document = forms.CharField(
        label="Which document was seen? Write its number.", max_length=200, required=False
    )
    review_by = DateField3(
        label="When is it looked at again?", help_text="Within a year of the day it was assessed"
    )

    def __init__(self, *args: object, people: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choose_from(self, "representative", [("", "Nobody in the list"), *people])

    def new(self) -> NewAssessment:
        """What was handed in, for the operation."""
        given = self.cleaned_data
        chosen = given["representative"]
        return NewAssessment(
            given["deciding"], given["lacks"] == "yes", given["assessed_on"], given["assessor_name"],
            given["assessor_role"], given["evidence"], given["authority"], UUID(chosen) if chosen else None,
            given["representative_name"], given["document"], given["review_by"],
        )  # fmt: skip


@dataclass(frozen=True)
class CapacityPage:
    """Recording one assessment, or ending one."""

    opened: OpenedChild
    ending: AssessmentView | None = None


@needs(KEEP)
def capacity(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Record whether one decision can be taken by the young person."""
    opened = open_for_page(request, child_id, KEEP)
    people = [
        (str(one.person_id), one.name) for one in opened.around if one.person_id and one.kind in _READERS
    ]
    form = CapacityForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(record_capacity(opened.actor, child_id, form.new(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved, for this decision alone.")
            return redirect("disputes:of_age", child_id)
        show_refusal(form, result)
    return _shown(request, CapacityPage(opened), form, "One decision")


class EndForm(forms.Form):
    """Why it ends."""

    why = forms.CharField(label="Why does it end?", max_length=300)


@needs(KEEP)
def capacity_end(request: HttpRequest, child_id: UUID, assessment_id: UUID) -> HttpResponse:
    """End an assessment: the young person decides again from today."""
    opened = open_for_page(request, child_id, KEEP)
    one = next((each for each in assessments_of(opened.actor, child_id) if each.id == assessment_id), None)
    if one is None or one.ended_on:
        raise Http404
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(
            end_capacity(opened.actor, child_id, assessment_id, form.cleaned_data["why"], now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "Ended. The young person decides this again.")
            return redirect("disputes:of_age", child_id)
        show_refusal(form, result)
    return _shown(request, CapacityPage(opened, one), form, "They decide this again")


def _shown(request: HttpRequest, content: CapacityPage, form: forms.Form, title: str) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "disputes/capacity.html", content, title=title, form=form, status=status)

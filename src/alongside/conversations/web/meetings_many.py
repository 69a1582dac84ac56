"""Planning the year's conversations of a class, or of all who have none, on one page (S11)."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.opening import show_refusal
from alongside.conversations.choices.meetings import Way
from alongside.conversations.operations.year_for_many import Planned, YearOfTurns, plan_year_for_many
from alongside.conversations.queries.terms import TermList, children_by_term, classes_with_support
from alongside.conversations.web.meetings_forms import LENGTHS, TIMES
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

_OWN_ROOM = (Way.FACE, Way.PHONE)
"""One link for everybody would let a family into the conversation before theirs."""


class ManyForm(forms.Form):
    """What is the same for all, and who."""

    children = forms.MultipleChoiceField(
        label="Which children?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one child."},
    )  # fmt: skip
    purpose = forms.CharField(
        label="What is it about?", max_length=300, initial="How it is going, and what comes next",
        error_messages={"required": "Write what the meeting is about."},
    )  # fmt: skip
    starts_on = DateField3(label="On which day do you begin?", subject="The first day")
    second_on = DateField3(label="On which day in another term?", subject="The second day", required=False)
    third_on = DateField3(label="On which day in the third term?", subject="The third day", required=False)
    starts_at = forms.TimeField(
        label="At what time does the first one start?", input_formats=TIMES, initial=time(15, 30),
        error_messages={"required": "Write when it starts.", "invalid": "Write a time, like 14:30 or 2.30pm."},
    )  # fmt: skip
    minutes = forms.TypedChoiceField(
        label="How long is each?", choices=LENGTHS[:4], coerce=int, initial=30
    )  # fmt: skip
    a_day = forms.IntegerField(label="How many on one day?", initial=4, min_value=1, max_value=20)
    way = forms.ChoiceField(
        label="How do you meet?", choices=[(one.value, one.label) for one in _OWN_ROOM], widget=forms.RadioSelect,
        initial=Way.FACE,
    )  # fmt: skip
    place = forms.CharField(label="Which room, or which place?", max_length=200, required=False)

    def __init__(self, found: TermList, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(
            self,
            "children",
            [(str(one.child.id), f"{one.child.full_name}, {one.child.year}") for one in found.lines],
        )
        self.fields["children"].initial = [str(one.child.id) for one in found.lines]

    def year(self) -> YearOfTurns:
        """What was written, as the operation takes it."""
        said = self.cleaned_data
        days: tuple[date, ...] = tuple(
            day for name in ("starts_on", "second_on", "third_on") if (day := said[name])
        )
        return YearOfTurns(
            said["purpose"],
            days,
            said["starts_at"],
            said["minutes"],
            said["a_day"],
            said["way"],
            said["place"],
        )


@dataclass(frozen=True)
class ManyPage:
    """The children without a conversation this term, their classes, and what came of planning."""

    found: TermList
    classes: tuple[tuple[UUID, str], ...]
    group: str
    done: Planned | None = None


def _group(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("class", ""))
    except ValueError:
        return None


@needs(Permission.MEETING_HOLD)
def plan_for_many(request: HttpRequest) -> HttpResponse:
    """Plan a year of turns for the children chosen; those it could not be planned for are named with the reason."""
    actor = who_asks(request)
    group_id = _group(request)
    found = children_by_term(actor, group_id=group_id)
    form = ManyForm(found, request.POST or None, initial={"place": actor.organisation_name})
    done = None
    if request.method == "POST" and form.is_valid():
        result = plan_year_for_many(
            actor, [UUID(key) for key in form.cleaned_data["children"]], form.year(), now()
        )
        if isinstance(result, Refusal):
            show_refusal(form, result)
        elif not result.left:
            messages.success(request, f"{_how_many(result.children)}. Everyone who is invited is told.")
            return HttpResponseRedirect(reverse("conversations:meeting_terms"))
        else:
            done, found = result, children_by_term(actor, group_id=group_id)
            form = ManyForm(found, initial=form.cleaned_data)
    content = ManyPage(found, classes_with_support(actor), str(group_id or ""), done)
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "conversations/meeting_many.html", content, title="Plan the year for many", form=form, status=status
    )  # fmt: skip


def _how_many(children: int) -> str:
    return f"The year is planned for {children} {'child' if children == 1 else 'children'}"

"""What a family said about a draft by telephone, by letter or face to face, written down for them by the council."""

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.choices import StandingKind
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, show_refusal
from alongside.design.forms import DateField3, choose_from
from alongside.design.page import page
from alongside.ehc.choices import Route
from alongside.ehcplans.choices import AnswerKind
from alongside.ehcplans.operations.answering import TakenInAnswer, take_in_answer
from alongside.ehcplans.queries import EhcPlanView, content_of, versions_of
from alongside.ehcplans.queries.settings import settings_here
from alongside.ehcplans.rules.answering import OPEN, NewAnswer
from alongside.ehcplans.rules.content import Content
from alongside.ehcplans.web.opening import KEEP, open_plan
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now

_WORDS_SHOWN = 10


class TakenInForm(forms.Form):
    """Who said it, how and when, and what."""

    conditional: ClassVar = ("person_name", "setting", "setting_name")

    person = forms.ChoiceField(label="Who said it?", required=False)
    person_name = forms.CharField(
        label="Their name, if they are not in the list", max_length=200, required=False
    )
    route = forms.ChoiceField(
        label="How did it come?", choices=[one for one in Route.choices if one[0] != Route.HERE],
        widget=forms.RadioSelect, error_messages={"required": "Say how it came."},
    )  # fmt: skip
    said_on = DateField3(label="On which day?")
    kind = forms.ChoiceField(
        label="What do they say?", choices=AnswerKind.choices, widget=forms.RadioSelect,
        error_messages={"required": "Choose one."},
    )  # fmt: skip
    text = forms.CharField(label="In their words", widget=forms.Textarea, max_length=4_000, required=False)
    line = forms.ChoiceField(label="About which line?", required=False)
    setting = forms.ChoiceField(label="If they ask for a setting: which one?", required=False)
    setting_name = forms.CharField(label="Its name, if it is not in the list", max_length=200, required=False)

    def __init__(self, *args: Any, opened: OpenedChild, content: Content, **options: Any) -> None:
        super().__init__(*args, **options)
        kinds = (StandingKind.PARENT, StandingKind.CHILD)
        self.people = {
            str(one.person_id): one.name for one in opened.around if one.kind in kinds and one.person_id
        }
        self.known = {str(one.id): one.name for one in settings_here()}
        lines = [(one.id, f"{content.refs[one.id]}: {_short(one.text)}") for one in content.lines]
        self._choose("person", "Somebody else", list(self.people.items()))
        self._choose("line", "The whole", lines)
        self._choose("setting", "Another one", list(self.known.items()))

    def _choose(self, name: str, none: str, choices: list[tuple[str, str]]) -> None:
        choose_from(self, name, [("", none), *choices])

    def taken_in(self) -> TakenInAnswer:
        """What was handed in, for the operation."""
        given = self.cleaned_data
        answer = NewAnswer(
            AnswerKind(given["kind"]), given["text"], UUID(given["line"]) if given["line"] else None,
            UUID(given["setting"]) if given["setting"] else None,
            self.known.get(given["setting"]) or given["setting_name"],
        )  # fmt: skip
        name = self.people.get(given["person"]) or given["person_name"]
        person = UUID(given["person"]) if given["person"] else None
        return TakenInAnswer(answer, person, name, Route(given["route"]), given["said_on"])


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:_WORDS_SHOWN]) + ("…" if len(words) > _WORDS_SHOWN else "")


@dataclass(frozen=True)
class TakenInPage:
    """The child whose family said something."""

    opened: OpenedChild


@needs(KEEP)
def said_taken_in(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Write down what somebody of the family said in another way; it counts as if they had written it here."""
    opened, plan = open_plan(request, child_id, KEEP)
    content = _before_the_family(opened, plan)
    options: dict[str, Any] = {"opened": opened, "content": content, "initial": {"said_on": opened.actor.on}}
    form = TakenInForm(request.POST or None, **options)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(take_in_answer(opened.actor, child_id, form.taken_in(), now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. It is answered like everything else the family says.")
            return redirect("ehcplans:ehc_said", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    shown = TakenInPage(opened)
    return page(
        request, "ehcplans/said_taken_in.html", shown, title="Write down what the family said", form=form, status=status
    )  # fmt: skip


def _before_the_family(opened: OpenedChild, plan: EhcPlanView) -> Content:
    newest = next(iter(versions_of(opened.actor, opened.child.id, plan.id)), None)
    content = None
    if newest is not None and not newest.is_final and plan.state in OPEN:
        content = content_of(opened.actor, opened.child.id, newest.id)
    if content is None:
        raise Http404
    return content

"""The form in which the council writes down what came by telephone, letter or face to face."""

from typing import Any
from uuid import UUID

from django import forms

from alongside.children.opening import OpenedChild
from alongside.design.forms import DateField3, choose_from
from alongside.ehc.choices import Route
from alongside.ehc.said import SaidElsewhere, those_who_may_say
from alongside.platform.clock import today


class SaidElsewhereForm(forms.Form):
    """Who said it, how and when, and what."""

    person = forms.ChoiceField(
        label="Who said it?", widget=forms.RadioSelect, error_messages={"required": "Choose who said it."}
    )
    route = forms.ChoiceField(
        label="How did it come?", choices=[one for one in Route.choices if one[0] != Route.HERE],
        widget=forms.RadioSelect, error_messages={"required": "Say how it came."},
    )  # fmt: skip
    said_on = DateField3(label="On which day?")
    words = forms.CharField(
        label="In their words", widget=forms.Textarea, max_length=4_000,
        error_messages={"required": "Write down what they said. A sentence is enough."},
    )  # fmt: skip

    def __init__(self, *args: Any, opened: OpenedChild, **options: Any) -> None:
        options["initial"] = {"said_on": today(), **options.get("initial", {})}
        super().__init__(*args, **options)
        people = those_who_may_say(opened.child, list(opened.around), opened.actor.on)
        choose_from(self, "person", [(str(key or "young-person"), name) for key, name in people])

    def said(self) -> SaidElsewhere:
        """What the checked form says."""
        given = self.cleaned_data
        person = None if given["person"] == "young-person" else UUID(given["person"])
        return SaidElsewhere(given["words"], given["said_on"], Route(given["route"]), person)

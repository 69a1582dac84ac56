"""The questions about how to be written to: the same form for oneself (people) and for a child (children)."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.people.choices import LANGUAGES, Channel, DocumentFormat
from alongside.people.communication import FIELDS, Communication

_CHANNELS = [
    (value, "Only here, when I sign in" if value == Channel.NONE else label)
    for value, label in Channel.choices
]


class CommunicationForm(forms.Form):
    """How someone wants to be written to; the same form for oneself and for a child."""

    document_format = forms.ChoiceField(
        label="How would you like documents?", choices=DocumentFormat.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(
        label="Language you like best", choices=sorted(LANGUAGES, key=lambda each: each[1])
    )
    interpreter = forms.CharField(
        label="Interpreter for meetings",
        max_length=60,
        required=False,
        help_text="For example, Polish, or BSL",
    )
    channel = forms.ChoiceField(
        label="How should we tell you that something is waiting?",
        choices=_CHANNELS,
        widget=forms.RadioSelect,
    )
    communication_note = forms.CharField(
        label="Anything else that helps",
        max_length=400,
        required=False,
        widget=forms.Textarea,
        help_text="For example: please ring before you write, or use short sentences",
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def clean_edition(self) -> int:
        if self.cleaned_data["edition"] < 1:
            raise ValidationError("This form is out of date. Open the page again.")
        return int(self.cleaned_data["edition"])


def as_initial(kept: Communication) -> dict[str, Any]:
    """What is recorded, as the form begins with it."""
    return {**{name: getattr(kept, name) for name in FIELDS}, "edition": kept.edition}


def as_chosen(form: CommunicationForm) -> Communication:
    """What the checked form says."""
    return Communication(**form.cleaned_data)


def with_edition(form: CommunicationForm, edition: int) -> CommunicationForm:
    """The same answers on top of what is recorded now, so that saving again is a decision and not an accident."""
    data = form.data.copy()
    data["edition"] = str(edition)
    return CommunicationForm(data)

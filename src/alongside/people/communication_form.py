"""The questions about how to be written to: the same form for oneself (people) and for a child (children)."""

from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from alongside.people.choices import LANGUAGES, Channel, DocumentFormat, MessageDays
from alongside.people.communication import FIELDS, TIMES, Communication

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


_HOURS = [("", "Any time"), *((f"{hour:02}:00", f"{hour:02}:00") for hour in range(6, 23))]


def _hour(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


class OwnCommunicationForm(CommunicationForm):
    """The same about oneself, and when messages may come."""

    message_days = forms.ChoiceField(
        label="On which days may we send you a message?", choices=MessageDays.choices, required=False,
        widget=forms.RadioSelect,
    )  # fmt: skip
    message_from = forms.TypedChoiceField(
        label="Not before", choices=_HOURS, required=False, coerce=_hour, empty_value=None
    )
    message_until = forms.TypedChoiceField(
        label="Not after", choices=_HOURS, required=False, coerce=_hour, empty_value=None
    )

    def clean(self) -> dict[str, Any]:
        """Refuse hours in which no message could ever come."""
        told: dict[str, Any] = super().clean() or {}
        first, last = told.get("message_from"), told.get("message_until")
        if first and last and first >= last:
            self.add_error("message_until", "This has to be later than “not before”.")
        return told

    def clean_message_days(self) -> str:
        return str(self.cleaned_data["message_days"] or MessageDays.ANY)


def _shown(value: Any) -> Any:
    return f"{value:%H:%M}" if isinstance(value, time) else value


def as_initial(kept: Communication) -> dict[str, Any]:
    """What is recorded, as the form begins with it."""
    return {**{name: _shown(getattr(kept, name)) for name in (*FIELDS, *TIMES)}, "edition": kept.edition}


def as_chosen(form: CommunicationForm) -> Communication:
    """What the checked form says."""
    return Communication(**form.cleaned_data)


def with_edition(form: CommunicationForm, edition: int) -> CommunicationForm:
    """The same answers on top of what is recorded now, so that saving again is a decision and not an accident."""
    data = form.data.copy()
    data["edition"] = str(edition)
    return type(form)(data)

"""What is asked on the pages of a thread."""

from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms

from alongside.conversations.choices.threads import LOGGED, MessageKind
from alongside.conversations.rules.threads import LONGEST
from alongside.design.forms import DateField3, choose_from
from alongside.platform.clock import LONDON


class MessageForm(forms.Form):
    """A message, and whether it waits for an answer."""

    text = forms.CharField(
        label="Your message", widget=forms.Textarea, max_length=LONGEST,
        error_messages={"required": "Write what you want to say."},
    )  # fmt: skip
    asks = forms.BooleanField(label="This is a question", required=False)
    owner = forms.ChoiceField(label="Who should answer?", required=False)
    answers = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        if owners:
            choose_from(self, "owner", owners)
        else:
            del self.fields["owner"]


class HandForm(forms.Form):
    """Who answers a question, and by when."""

    owner = forms.ChoiceField(label="Who answers?", widget=forms.RadioSelect)
    due_on = DateField3(label="By when?", subject="The day")

    def __init__(self, *args: Any, owners: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "owner", owners)


class ContactForm(forms.Form):
    """A call, a letter or a conversation, in a few words."""

    conditional: ClassVar = ("interpreter",)

    kind = forms.ChoiceField(
        label="What was it?", widget=forms.RadioSelect, choices=[(one.value, one.label) for one in LOGGED],
        initial=MessageKind.CALL.value,
    )  # fmt: skip
    text = forms.CharField(
        label="What was said?", widget=forms.Textarea, max_length=LONGEST,
        error_messages={"required": "Write what was said."},
    )  # fmt: skip
    follows = forms.CharField(
        label="What follows from it?", widget=forms.Textarea, max_length=1_000, required=False
    )
    with_whom = forms.CharField(label="Who with?", max_length=200)
    interpreter = forms.CharField(label="Who interpreted, if anybody did?", max_length=200, required=False)
    happened_on = DateField3(label="Which day?", subject="The day")
    happened_at = forms.TimeField(
        label="What time?", required=False, widget=forms.TextInput, input_formats=["%H:%M", "%H.%M", "%H"],
        help_text="For example, 15:20",
        error_messages={"invalid": "Write the time like 15:20, or leave it out."},
    )  # fmt: skip

    def moment(self, now: datetime) -> datetime:
        """When it happened; on the same day without a time, now."""
        on: date = self.cleaned_data["happened_on"]
        at: time | None = self.cleaned_data["happened_at"]
        if at is None and on == now.astimezone(LONDON).date():
            return now
        return datetime.combine(on, at or time(12), LONDON)

"""The forms of the room."""

from typing import Any
from uuid import UUID

from django import forms

from alongside.design.forms import DateField3, choose_from
from alongside.safeguarding.choices import EntryKind
from alongside.safeguarding.rules import HandOver, Naming, NewEntry, NewStep


class WriteForm(forms.Form):
    """A record, or a community safety plan."""

    kind = forms.ChoiceField(
        label="What are you writing?", widget=forms.RadioSelect,
        choices=[
            (EntryKind.RECORD.value, "A record of something said, seen or decided"),
            (EntryKind.SAFETY_PLAN.value, "A community safety plan"),
        ],
    )  # fmt: skip
    text = forms.CharField(
        label="What is it about?", widget=forms.Textarea, max_length=10_000,
        error_messages={"required": "Write what it is about."},
    )  # fmt: skip
    happened_on = DateField3(label="On which day?", subject="The day")
    keeps_safe = forms.CharField(
        label="What keeps people safe?", widget=forms.Textarea, max_length=10_000, required=False
    )
    who_knows = forms.CharField(
        label="Who has to know, and what are they told?", widget=forms.Textarea, max_length=4_000, required=False
    )  # fmt: skip
    review_on = DateField3(label="When is the plan looked at again?", subject="The day", required=False)

    def new(self) -> NewEntry:
        """What is written, as it is handed in."""
        return NewEntry(**{name: self.cleaned_data[name] for name in self.fields})


class WordsForm(forms.Form):
    """A few words: a note, what came of an action, why an entry is closed."""

    text = forms.CharField(
        widget=forms.Textarea, max_length=10_000, error_messages={"required": "Write a few words."}
    )

    def __init__(self, *args: Any, label: str = "Your note", **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["text"].label = label


class HandOverForm(forms.Form):
    """To whom the file went."""

    setting = forms.CharField(
        label="Which setting is it for?", max_length=200, error_messages={"required": "Write the name of the setting."}
    )  # fmt: skip
    person = forms.CharField(
        label="Who is their safeguarding lead?", max_length=200, error_messages={"required": "Write their name."}
    )  # fmt: skip
    how = forms.ChoiceField(
        label="How were they given it?", widget=forms.RadioSelect,
        choices=[
            ("by hand", "By hand"), ("by secure electronic transfer", "By secure electronic transfer"),
            ("by signed-for post", "By signed-for post"),
        ],
        error_messages={"required": "Say how they were given it."},
    )  # fmt: skip
    on = DateField3(label="On which day?", subject="The day")

    def new(self) -> HandOver:
        """What is handed in."""
        return HandOver(**{name: self.cleaned_data[name] for name in self.fields})


class StepForm(forms.Form):
    """What is to be done, by whom, by when."""

    what = forms.CharField(
        label="What is to be done?", max_length=1_000, error_messages={"required": "Write what is to be done."}
    )  # fmt: skip
    owner = forms.CharField(label="Who does it?", max_length=200, required=False)
    due_on = DateField3(label="By when?", subject="By when")

    def new(self) -> NewStep:
        """The action as it is handed in."""
        told = self.cleaned_data
        return NewStep(told["what"], told["due_on"], told["owner"])


class NameForm(forms.Form):
    """Who may read it, why, and until when."""

    person = forms.ChoiceField(
        label="Who may read it?", widget=forms.RadioSelect, error_messages={"required": "Choose one person."}
    )  # fmt: skip
    why = forms.CharField(
        label="Why do they need to?", max_length=1_000, error_messages={"required": "Write why they need to read it."}
    )  # fmt: skip
    last_day = DateField3(label="Until the end of which day?", subject="The last day")

    def __init__(self, *args: Any, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "person", people)

    def new(self) -> Naming:
        """Who is named, as it is handed in."""
        told = self.cleaned_data
        return Naming(UUID(told["person"]), told["why"], told["last_day"])

"""Forms of an action: agreeing it, saying it is done, passing it on, dropping it."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms

from alongside.children.readers import MayRead
from alongside.design.forms import DateField3, choose_from


class OwnerFields(forms.Form):
    """Who does it: somebody around the child, or a name outside the service."""

    conditional: ClassVar = ("owner", "owner_name")

    owner = forms.ChoiceField(label="Who does it?", required=False)
    owner_name = forms.CharField(label="Or somebody outside this service", max_length=200, required=False)

    def __init__(self, *args: Any, people: list[MayRead], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(one.person_id), f"{one.name}, {one.why}" if one.why else one.name) for one in people]
        choose_from(self, "owner", [("", ""), *named])

    def owner_id(self) -> UUID | None:
        """The person chosen; a name written as well is then left aside."""
        chosen = self.cleaned_data.get("owner")
        return UUID(chosen) if chosen else None


class ActionForm(OwnerFields):
    """A new action."""

    what = forms.CharField(
        label="What is to be done?", max_length=500, widget=forms.Textarea,
        error_messages={"required": "Write what is to be done."},
    )  # fmt: skip
    due_on = DateField3(label="By when?", subject="By when")
    why = forms.CharField(label="What is it for?", max_length=500, required=False)

    field_order = ("what", "owner", "owner_name", "due_on", "why")


class DoneForm(forms.Form):
    """What came of it."""

    result = forms.CharField(
        label="What came of it?", max_length=4000, widget=forms.Textarea,
        error_messages={"required": "Write what came of it. Everyone sees it."},
    )  # fmt: skip


class DropForm(forms.Form):
    """Why it is not needed any more."""

    why = forms.CharField(
        label="Why is it not needed any more?", max_length=4000, widget=forms.Textarea,
        error_messages={"required": "Write why it is not needed any more. Everyone sees it."},
    )  # fmt: skip


class HandOverForm(OwnerFields):
    """Who has it from now on."""

    note = forms.CharField(label="A word about it", max_length=300, required=False)

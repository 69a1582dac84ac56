"""Forms of help given: what happened, who gives it, putting right what was missed."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms

from alongside.access.choices import Role
from alongside.access.policy import Permission, roles_holding
from alongside.children.readers import MayRead
from alongside.design.forms import DateField3, choose_from
from alongside.support.choices import DeliveryState, MissedReason
from alongside.support.web.action_forms import OwnerFields

_DAYS = (("1", "Monday"), ("2", "Tuesday"), ("3", "Wednesday"), ("4", "Thursday"), ("5", "Friday"))


class TickForm(forms.Form):
    """What happened on a day."""

    conditional: ClassVar = ("reason",)

    state = forms.ChoiceField(
        label="What happened?", choices=DeliveryState.choices, widget=forms.RadioSelect,
        error_messages={"required": "Say what happened."},
    )  # fmt: skip
    reason = forms.ChoiceField(
        label="Why, if not all of it was given?", choices=MissedReason.choices, widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    minutes = forms.IntegerField(label="Minutes given", required=False, min_value=1, max_value=480)
    words = forms.CharField(label="A few words about it", required=False, max_length=300)


class GiverForm(forms.Form):
    """Who gives it, and on which days."""

    giver = forms.ChoiceField(label="Who gives it?", error_messages={"required": "Say who gives it."})
    weekdays = forms.MultipleChoiceField(
        label="On which days?", choices=_DAYS, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, people: list[MayRead], **options: Any) -> None:
        super().__init__(*args, **options)
        holding = roles_holding(Permission.DELIVERY_RECORD)
        roles = [(role.value, f"Whoever is {role.label.lower()}") for role in _GIVING if role in holding]
        named = [(str(one.person_id), f"{one.name}, {one.why}" if one.why else one.name) for one in people]
        choose_from(self, "giver", [("", ""), *named, *roles])

    def person_id(self) -> UUID | None:
        """The person chosen, or nobody where a role was."""
        chosen = self.cleaned_data["giver"]
        return None if chosen in Role.values else UUID(chosen)

    def role(self) -> str:
        """The role chosen, or nothing where a person was."""
        chosen = self.cleaned_data["giver"]
        return chosen if chosen in Role.values else ""


_GIVING = (Role.CLASS_TEACHER, Role.TEACHING_ASSISTANT, Role.PROFESSIONAL, Role.SENCO)


class PutRightForm(OwnerFields):
    """What is being done about a time that was missed, with somebody to do it by a day."""

    conditional: ClassVar = (*OwnerFields.conditional, "due_on")

    text = forms.CharField(
        label="What is being done about it?", max_length=2000, widget=forms.Textarea,
        error_messages={"required": "Write what is being done. The family reads it."},
    )  # fmt: skip
    what = forms.CharField(label="What is still to be done?", max_length=500, required=False)
    due_on = DateField3(label="By when?", subject="By when", required=False)

    field_order = ("text", "what", "owner", "owner_name", "due_on")

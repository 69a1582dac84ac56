"""Forms of well-being."""

from typing import Any, ClassVar

from django import forms

from alongside.design.forms import DateField3, choose_from
from alongside.statute.attendance import attendance_law
from alongside.support.web.action_forms import OwnerFields
from alongside.wellbeing.choices import EarlyReview


class AnswerForm(OwnerFields):
    """What is being done about what was noticed, with an action where something is still to do."""

    conditional: ClassVar = (*OwnerFields.conditional, "due_on")

    answer = forms.CharField(
        label="What is being done?", max_length=4000, widget=forms.Textarea,
        error_messages={"required": "Write what is being done. The family reads it."},
    )  # fmt: skip
    what = forms.CharField(label="What is still to be done?", max_length=500, required=False)
    due_on = DateField3(label="By when?", subject="By when", required=False)

    field_order = ("answer", "what", "owner", "owner_name", "due_on")


class SuspensionForm(forms.Form):
    """A suspension or exclusion."""

    kind = forms.ChoiceField(
        label="What is it?", widget=forms.RadioSelect, error_messages={"required": "Say what it is."}
    )
    starts_on = DateField3(label="First day", subject="The first day")
    sessions = forms.IntegerField(label="For how many half days?", min_value=0, max_value=90, required=False)
    reasons = forms.MultipleChoiceField(
        label="Why? Up to three reasons", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose one, two or three reasons."},
    )  # fmt: skip
    told_parent = forms.CharField(label="Which parent was told, and how?", max_length=200, required=False)
    told_parent_on = DateField3(label="On which day?", subject="The day", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        law = attendance_law()
        kinds = [(one.code, one.label) for one in law.categories]
        reasons = [(one.code, one.label) for one in law.reasons if one.in_force.ends_on is None]
        choose_from(self, "kind", kinds)
        choose_from(self, "reasons", reasons)


class FollowUpForm(forms.Form):
    """What was done after a suspension."""

    conditional: ClassVar = ("early_review_why",)

    told_parent = forms.CharField(label="Which parent was told, and how?", max_length=200, required=False)
    told_parent_on = DateField3(label="On which day?", subject="The day", required=False)
    early_review = forms.ChoiceField(
        label="Is the plan looked at again early?", choices=EarlyReview.choices, widget=forms.RadioSelect,
        required=False,
    )  # fmt: skip
    early_review_why = forms.CharField(label="If not, why not?", max_length=500, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput)


class PartTimeForm(forms.Form):
    """A part-time timetable."""

    hours = forms.CharField(
        label="When is the child in school?", max_length=200,
        error_messages={"required": "Write when the child is in school."},
    )  # fmt: skip
    reason = forms.CharField(
        label="Why?", max_length=500, widget=forms.Textarea, error_messages={"required": "Write why."}
    )
    back_to_full = forms.CharField(
        label="How do they come back to full time?", max_length=500, widget=forms.Textarea,
        error_messages={"required": "Write how the child comes back to full time."},
    )  # fmt: skip
    agreed_by = forms.CharField(
        label="Which parent agreed?", max_length=200,
        error_messages={"required": "Write which parent agreed. Without it there is no part-time timetable."},
    )  # fmt: skip
    agreed_on = DateField3(label="On which day did they agree?", subject="The day on which they agreed")
    starts_on = DateField3(label="First day", subject="The first day")
    review_on = DateField3(label="Day to look at it again", subject="The day to look again")
    ends_on = DateField3(label="Last day", subject="The last day")


class EndForm(forms.Form):
    """The end of a part-time timetable."""

    ended_on = DateField3(label="Last day it was used", subject="The last day")
    result = forms.CharField(
        label="What came of it?", max_length=500, widget=forms.Textarea,
        error_messages={"required": "Write what came of it. Everyone sees it."},
    )  # fmt: skip

"""Forms about colleagues, and who teaches a class."""

from typing import Any, ClassVar

from django import forms

from alongside.design.forms import DateField3, choose_from


class ColleagueForm(forms.Form):
    """Who they are, where they are reached, and what they do here."""

    conditional: ClassVar = ("last_day",)

    given_name = forms.CharField(label="Given name", max_length=100)
    family_name = forms.CharField(label="Family name", max_length=100)
    email = forms.EmailField(label="E-mail address at work")
    role = forms.ChoiceField(label="What do they do here?", widget=forms.RadioSelect)
    job_title = forms.CharField(label="Job title", max_length=80, required=False)
    last_day = DateField3(label="Last day, if it is known", required=False)

    def __init__(self, roles: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "role", roles)


class AddressForm(forms.Form):
    """Where a colleague without an account is reached."""

    email = forms.EmailField(label="E-mail address at work")


NOW, LATER = "now", "later"


class LeavingForm(forms.Form):
    """At once, or after a last day."""

    conditional: ClassVar = ("last_day",)

    when = forms.ChoiceField(
        label="When does it end?",
        choices=[(NOW, "Now"), (LATER, "After a last day")],
        widget=forms.RadioSelect,
    )
    last_day = DateField3(label="Their last day", required=False)

    def clean(self) -> dict[str, Any]:
        """A last day is needed where one is spoken of."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("when") == LATER and not cleaned.get("last_day") and "last_day" not in self.errors:
            self.add_error("last_day", "Enter their last day, or choose “Now”.")
        if cleaned.get("when") == NOW:
            cleaned["last_day"] = None
        return cleaned


class TeachForm(forms.Form):
    """Who is given a class, from which day."""

    person = forms.ChoiceField(label="Who?")
    starts_on = DateField3(label="From which day?")

    def __init__(self, others: tuple[tuple[str, str], ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "person", [("", "Choose"), *others])

"""Forms about colleagues."""

from typing import Any

from django import forms


class ColleagueForm(forms.Form):
    """Who they are, where they are reached, and what they do here."""

    given_name = forms.CharField(label="Given name", max_length=100)
    family_name = forms.CharField(label="Family name", max_length=100)
    email = forms.EmailField(label="E-mail address at work")
    role = forms.ChoiceField(label="What do they do here?", widget=forms.RadioSelect)
    job_title = forms.CharField(label="Job title", max_length=80, required=False)

    def __init__(self, roles: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class AddressForm(forms.Form):
    """Where a colleague without an account is reached."""

    email = forms.EmailField(label="E-mail address at work")

"""The library's forms with our words, and the forms of our own pages."""

from typing import Any

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as factor_forms
from allauth.mfa.totp import forms as app_forms
from django import forms
from django.contrib.auth.password_validation import validate_password

from alongside.design.forms import choose_from

_EMAIL, _PASSWORD, _NEW = "E-mail address", "Password", "New password"


def _reworded(form: forms.Form, **labels: str) -> None:
    """Our labels; no words inside the boxes, which vanish as one types, and no markup in hints."""
    for name, field in form.fields.items():
        field.label = labels.get(name, field.label)
        field.help_text = ""
        field.widget.attrs.pop("placeholder", None)


class SignInForm(account_forms.LoginForm):
    """Address and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reworded(self, login=_EMAIL, password=_PASSWORD)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class AskForCodeForm(account_forms.RequestLoginCodeForm):
    """The address a code goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reworded(self, email=_EMAIL)


class EnterCodeForm(account_forms.ConfirmLoginCodeForm):
    """The code from the e-mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reworded(self, code="Code from the e-mail")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class SecondStepForm(factor_forms.AuthenticateForm):
    """A code of the authenticator app, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reworded(self, code="Code")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class CodeAgainForm(factor_forms.ReauthenticateForm):
    """The same, to prove again that it is you."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reworded(self, code="Code")


class PasswordAgainForm(account_forms.ReauthenticateForm):
    """The password, to prove again that it is you."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reworded(self, password=_PASSWORD)


class SetUpAppForm(app_forms.ActivateTOTPForm):
    """The first code of a new authenticator app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reworded(self, code="Code the app shows")
        self.fields["code"].widget.attrs["inputmode"] = "numeric"


class ForgottenForm(account_forms.ResetPasswordForm):
    """The address a link goes to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reworded(self, email=_EMAIL)


class NewPasswordForm(account_forms.ResetPasswordKeyForm):
    """A new password, typed once: it can be shown, so typing it twice proves nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _reworded(self, password1=_NEW)


class ChangePasswordForm(account_forms.ChangePasswordForm):
    """The present password and the new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _reworded(self, oldpassword="Present password", password1=_NEW)


class JoinForm(forms.Form):
    """The number told in person, and a password of one's own."""

    number = forms.CharField(
        label="The six figures you were given",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    password = forms.CharField(
        label="Choose a password",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class RoleForm(forms.Form):
    """One of the roles that are the person's own; the choices are set by the page."""

    role = forms.ChoiceField(label="Which role are you in now?", widget=forms.RadioSelect)

    def __init__(self, roles: list[tuple[str, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "role", roles)

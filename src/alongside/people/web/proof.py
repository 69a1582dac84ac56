"""Proving again that it is you, before anything about signing in is changed."""

from typing import Any

from allauth.account import views as account_views
from allauth.mfa.base import views as factor_views
from allauth.mfa.webauthn import views as passkey_views

from alongside.people.web import forms
from alongside.people.web.drawn import Drawn
from alongside.people.web.passkey_options import as_attribute

_TITLE = "Show that it is you"


class PasswordAgain(Drawn, account_views.ReauthenticateView):
    """By password."""

    title = _TITLE
    template_name = "people/password_again.html"
    form_class = forms.PasswordAgainForm


class CodeAgain(Drawn, factor_views.ReauthenticateView):
    """By a code of the authenticator app, or a recovery code."""

    title = _TITLE
    template_name = "people/code_again.html"
    form_class = forms.CodeAgainForm


class PasskeyAgain(Drawn, passkey_views.ReauthenticateWebAuthnView):
    """By passkey."""

    title = _TITLE
    template_name = "people/passkey_again.html"

    def page_object(self, context: dict[str, Any]) -> str:
        return as_attribute(context["js_data"]["request_options"])

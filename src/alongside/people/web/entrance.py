"""The doors: password, passkey, code by e-mail, the second step, and the way out.

Every answer is the same for an address that is known and one that is not: words, status, and work done.
"""

from dataclasses import dataclass
from typing import Any

from allauth.account import views as account_views
from allauth.account.internal.flows.logout import logout
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import views as factor_views
from allauth.mfa.webauthn import views as passkey_views
from allauth.mfa.webauthn.internal import auth as passkeys
from allauth.mfa.webauthn.internal import flows as passkey_flows
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alongside.design.page import page
from alongside.people.audit import note_failure
from alongside.people.letters import send_letter
from alongside.people.sign_in import is_staff
from alongside.people.web import forms
from alongside.people.web.drawn import Drawn
from alongside.people.web.passkey_options import as_attribute
from alongside.people.work_account import offered
from alongside.platform import clock


@dataclass(frozen=True)
class WorkAccount:
    """The way in by a work account: what it is called (nothing where there is none), and its place."""

    name: str
    provider_id: str


class SignIn(Drawn, account_views.LoginView):
    """E-mail address and password, with the other ways in beside them."""

    title = "Sign in"
    template_name = "people/sign_in.html"
    form_class = forms.SignInForm

    def page_object(self, context: dict[str, Any]) -> "WorkAccount":
        return WorkAccount(offered(), settings.OIDC_PROVIDER)


class PasskeySignIn(passkey_views.LoginWebAuthnView):
    """Signs in by passkey: a script asks for the challenge, and sends the answer as a form."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.headers.get("Accept") != "application/json":
            return redirect("account_login")
        return JsonResponse(passkeys.begin_authentication(user=None))

    def form_invalid(self, form: Any) -> HttpResponse:
        return _to_sign_in(
            self.request, "That passkey did not open anything here. Try again, or another way."
        )

    def form_valid(self, form: Any) -> HttpResponse:
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        answer: HttpResponse = passkey_flows.perform_passwordless_login(self.request, authenticator, login)
        return answer


class AskForCode(Drawn, account_views.RequestLoginCodeView):
    """Sends a code to a family member's address. Staff are sent word to use their other doors instead."""

    title = "Get a code by e-mail"
    template_name = "people/ask_for_code.html"
    form_class = forms.AskForCodeForm

    def form_valid(self, form: Any) -> HttpResponse:
        account = form._user
        if account is None:
            send_letter("no-account", form.cleaned_data["email"])
        elif is_staff(account, clock.today()):
            form._user = None
            send_letter("no-code-for-staff", account.email)
        answer: HttpResponse = super().form_valid(form)
        return answer


class EnterCode(Drawn, account_views.ConfirmLoginCodeView):
    """Takes the code."""

    title = "Enter the code"
    template_name = "people/enter_code.html"
    form_class = forms.EnterCodeForm

    def form_invalid(self, form: Any) -> HttpResponse:
        note_failure("code by e-mail")
        answer: HttpResponse = super().form_invalid(form)
        return answer


class SecondStep(Drawn, factor_views.AuthenticateView):
    """The second step of signing in: a passkey, a code of the app, or a recovery code."""

    title = "Second step"
    template_name = "people/second_step.html"
    form_class = forms.SecondStepForm

    def form_invalid(self, form: Any) -> HttpResponse:
        note_failure("second step")
        answer: HttpResponse = super().form_invalid(form)
        return answer

    def page_object(self, context: dict[str, Any]) -> str:
        return as_attribute(context["js_data"]["request_options"])


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; halfway through signing in, start again."""
    was_in = request.user.is_authenticated
    logout(request)
    return redirect("/" if was_in else "account_login")


def too_many(request: HttpRequest, _exception: Exception | None = None) -> HttpResponse:
    """What is answered to too many tries."""
    return page(request, "people/too_many.html", title="Too many tries", status=429)


def _to_sign_in(request: HttpRequest, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("account_login")

"""How you sign in: the second factor, passkeys, the authenticator app and recovery codes."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn import views as passkey_views
from allauth.mfa.webauthn.internal import auth as passkeys
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy

from alongside.access.routes import second_factor_missing
from alongside.design.page import page
from alongside.people.devices import end_other_places
from alongside.people.library import AccountAdapter, FactorAdapter, may_remove_factor
from alongside.people.queries import factors_of
from alongside.people.web import forms
from alongside.people.web.drawn import Drawn
from alongside.people.web.passkey_options import as_attribute


def second_factor(request: Any) -> HttpResponse:
    """Where staff are sent who have no second factor yet: why, and the two ways to set one up."""
    if not second_factor_missing(request.actor):
        return redirect("mfa_index")
    return page(request, "people/second_factor.html", title="Set up your second step")


def how_you_sign_in(request: Any) -> HttpResponse:
    """Everything about one's own signing in."""
    return page(request, "people/how_you_sign_in.html", factors_of(request.user), title="How you sign in")


class ProvenJustNow:
    """For people without password and app there is nothing to ask again: they sign in once more instead."""

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        stale = AccountAdapter(request).is_reauthentication_required(app="allauth.mfa")
        if stale and not get_reauthentication_flows(request.user):
            return page(request, "people/sign_in_again.html", title="Sign in again first")
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc, no-any-return]


class SetUpApp(Drawn, ProvenJustNow, app_views.ActivateTOTPView):
    """The picture to scan, the same as letters to type, and the first code."""

    title = "Set up an authenticator app"
    template_name = "people/set_up_app.html"
    form_class = forms.SetUpAppForm

    def page_object(self, context: dict[str, Any]) -> str:
        secret = context["form"].secret
        return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        factor_added(self.request, "totp")
        return answer


def app_picture(request: Any) -> HttpResponse:
    """The square an authenticator app scans, for the secret that is being set up in this session."""
    secret = request.session.get(SECRET_SESSION_KEY)
    if not secret:
        raise Http404
    adapter = FactorAdapter()
    drawing = adapter.build_totp_svg(adapter.build_totp_url(request.user, secret))
    return HttpResponse(drawing, content_type="image/svg+xml", headers={"Cache-Control": "no-store"})


class RemoveApp(Drawn, app_views.DeactivateTOTPView):
    """Asks once, then removes it."""

    title = "Remove your authenticator app"
    template_name = "people/remove_app.html"


class AddPasskey(Drawn, ProvenJustNow, passkey_views.AddWebAuthnView):
    """Makes a passkey that opens the door by itself: the device asks for a finger, a face or its PIN."""

    title = "Set up a passkey"
    template_name = "people/add_passkey.html"

    def page_object(self, context: dict[str, Any]) -> str:
        # Asked for again, because the library's own options make a key that is only a second step.
        return as_attribute(passkeys.begin_registration(self.request.user, passwordless=True))

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)
        factor_added(self.request, "webauthn")
        return answer


class RemovePasskey(Drawn, passkey_views.RemoveWebAuthnView):
    """Asks once, then removes it; staff keep one factor."""

    title = "Remove a passkey"
    template_name = "people/remove_passkey.html"
    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        if not may_remove_factor(self.get_object()):
            messages.error(self.request, FactorAdapter.error_messages["cannot_delete_authenticator"])
            return redirect("mfa_index")
        answer: HttpResponse = super().form_valid(form)
        return answer


class RecoveryCodes(Drawn, recovery_views.ViewRecoveryCodesView):
    """Shown once, to be printed or written down."""

    title = "Your recovery codes"
    template_name = "people/recovery_codes.html"


class NewRecoveryCodes(Drawn, recovery_views.GenerateRecoveryCodesView):
    """Makes new ones; the old stop working."""

    title = "Make new recovery codes"
    template_name = "people/new_recovery_codes.html"


def factor_added(request: Any, kind: str) -> None:
    """A factor was proven by being set up: this session counts as having two, and every other one ends.

    Others end because one of them may be a thief's who had only the password.
    """
    record_authentication(request, request.user, "mfa", type=kind)
    end_other_places(request.user, request.session.session_key)

"""A new password: forgotten, or changed."""

from typing import Any

from allauth.account import views as account_views
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse_lazy

from alongside.people.letters import send_letter
from alongside.people.web import forms
from alongside.people.web.drawn import Drawn


class Forgotten(Drawn, account_views.PasswordResetView):
    """Sends a link; says the same for every address."""

    title = "Forgotten your password"
    template_name = "people/forgotten.html"
    form_class = forms.ForgottenForm

    def form_valid(self, form: Any) -> Any:
        answer = super().form_valid(form)
        if not form.users and answer.status_code < 400:
            send_letter("no-account", form.cleaned_data["email"])
        return answer


class LinkSent(Drawn, account_views.PasswordResetDoneView):
    """Says what happens if there is an account."""

    title = "Look at your e-mail"
    template_name = "people/link_sent.html"


class NewPassword(Drawn, account_views.PasswordResetFromKeyView):
    """Opened from the link. Signs nobody in: the new password is then used at the door like any other."""

    title = "Choose a new password"
    template_name = "people/new_password.html"
    form_class = forms.NewPasswordForm


class PasswordDone(Drawn, account_views.PasswordResetFromKeyDoneView):
    """Says that it worked."""

    title = "Your password is changed"
    template_name = "people/password_done.html"


class ChangePassword(Drawn, account_views.PasswordChangeView):
    """For whoever has one. The library ends every other session with it."""

    title = "Change your password"
    template_name = "people/change_password.html"
    form_class = forms.ChangePasswordForm
    success_url = reverse_lazy("mfa_index")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_usable_password():  # type: ignore[union-attr]
            raise Http404
        return super().dispatch(request, *args, **kwargs)

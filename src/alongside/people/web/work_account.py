"""To the work account and back: the two addresses that the library and the issuer share."""

from typing import Any

from allauth.socialaccount.providers.openid_connect import views
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from requests import RequestException

from alongside.design.page import page
from alongside.people.audit import note_failure
from alongside.people.work_account import is_bound, offered, unbind


def go(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the issuer."""
    if not offered() or request.GET.get("process", "login") != "login":
        raise Http404
    try:
        answer: HttpResponse = views.login(request, provider_id)
    except RequestException:
        return _not_there(request)
    return answer


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """What the issuer sent the browser back with."""
    if not offered():
        raise Http404
    try:
        answer: HttpResponse = views.callback(request, provider_id)
    except (RequestException, ValueError, KeyError):  # an answer of the issuer that is none
        return _not_there(request)
    return answer


def remove(request: Any) -> HttpResponse:
    """Asks once, then lets the work account open nothing here any more."""
    if not is_bound(request.user):
        return redirect("mfa_index")
    if request.method == "POST":
        unbind(request.user)
        messages.success(request, "Your work account no longer opens your account here.")
        return redirect("mfa_index")
    return page(request, "people/remove_work_account.html", title="Remove your work account")


def _not_there(request: HttpRequest) -> HttpResponse:
    note_failure("work account, no answer")
    messages.error(request, f"{offered()} does not answer just now. Try again soon, or sign in another way.")
    return redirect("account_login")

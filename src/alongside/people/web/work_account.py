"""To the work account and back: the two addresses that the library and the issuer share."""

from allauth.socialaccount.providers.openid_connect import views
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from requests import RequestException

from alongside.people.audit import note_failure
from alongside.people.work_account import offered


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


def _not_there(request: HttpRequest) -> HttpResponse:
    note_failure("work account, no answer")
    messages.error(request, f"{offered()} does not answer just now. Try again soon, or sign in another way.")
    return redirect("account_login")

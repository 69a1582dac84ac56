"""The library's views drawn as our pages, and the policy of pages that come before the second factor."""

from functools import wraps
from typing import Any

from allauth.account.internal.flows.logout import logout
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils.http import urlencode

from alongside.access.routes import METHODS, Policy, View, second_factor_missing
from alongside.design.page import page
from alongside.people.queries import has_factor


class Drawn:
    """Mixed into a view of the library: its context goes through our `page`, under our title."""

    title = ""
    template_name = ""
    request: HttpRequest

    def render_to_response(self, context: dict[str, Any], **_options: Any) -> HttpResponse:
        shown = {key: value for key, value in context.items() if key not in ("view", "title", "page")}
        return page(self.request, self.template_name, self.page_object(context), title=self.title, **shown)

    def page_object(self, context: dict[str, Any]) -> Any:
        """What the template gets as `page`; a view that has something to show returns it here."""
        return None


def before_second_factor(view: View) -> View:
    """Signed in, by one factor at least: for the pages on which a second is set up.

    A session of one factor in an account of staff's that has two is a left-over from before the second was set
    up, or worse: it is ended.
    """

    @wraps(view)
    def guarded(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if not request.user.is_authenticated:
            return redirect(f"{settings.LOGIN_URL}?{urlencode({'next': request.path})}")
        if second_factor_missing(request.actor) and has_factor(request.user):
            logout(request)
            messages.info(request, "Sign in again, with your second step.")
            return redirect("account_login")
        return view(request, *args, **kwargs)

    guarded.policy = Policy(signed_in=True)  # type: ignore[attr-defined]
    return guarded

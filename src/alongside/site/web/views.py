"""The front door, home, errors, and the pages every service has."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from alongside.access.routes import needs, public
from alongside.design.page import page
from alongside.people.sign_in import HAT, open_session
from alongside.site.cast import cast_account, cast_by_group
from alongside.site.home import home_for


@public("The front door: says what this is; in demo mode lists the made-up people to sign in as")
def front(request: HttpRequest) -> HttpResponse:
    """What this is and how to come in; whoever is signed in goes home."""
    if request.actor.signed_in:
        return redirect("site:home")
    return page(request, "site/front.html", cast_by_group(), title="One child, one plan")


@public("Demo mode only: opens a session for a made-up person")
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the cast. Not there outside demo mode."""
    found = cast_account(request.POST.get("who", ""))
    if found is None:
        raise Http404
    account, hat = found
    open_session(request, account, how="demo")
    if hat:
        request.session[HAT] = hat
    return redirect("site:home")


@needs()
def home(request: HttpRequest) -> HttpResponse:
    """What this person came for, first. With `?all=1` every line of what waits."""
    found = home_for(request.actor, whole=request.GET.get("all") == "1")
    return page(request, "site/home.html", found, title="Home", today=request.actor.on)


@public("Help: how to use the service, shows no records")
def help_page(request: HttpRequest) -> HttpResponse:
    """How things work, in plain words, and who to ask."""
    return page(request, "site/help.html", title="Help")


@public("Accessibility statement, shows no records")
def accessibility(request: HttpRequest) -> HttpResponse:
    """What was tested, what is known not to work, and how to say so."""
    return page(request, "site/accessibility.html", title="Accessibility")


@public("Privacy page, shows no records")
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept, who can see it, for how long."""
    return page(request, "site/privacy.html", title="Privacy")


def bad_request(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """The browser sent something that could not be understood."""
    return page(
        request, "site/error.html", title="That did not come through properly", status=400, kind="bad"
    )


def not_allowed(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Answered exactly as a page that is not there: a refusal must not show that something exists."""
    return not_found(request, exception)


def not_found(request: HttpRequest, exception: Any = None) -> HttpResponse:
    """Nothing here, or nothing for this person: the two answer alike."""
    return page(request, "site/error.html", title="Page not found", status=404, kind="missing")


def went_wrong(request: HttpRequest) -> HttpResponse:
    """A mistake of ours; nothing about the request is shown."""
    return page(request, "site/error.html", title="Something went wrong", status=500, kind="ours")


@public("Says that a form is out of date, shows no records")
def form_out_of_date(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or came from somewhere else."""
    return page(request, "site/error.html", title="That page was open too long", status=403, kind="stale")

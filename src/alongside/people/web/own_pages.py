"""Pages about oneself: where I am signed in, in which role I act, how I like to be written to, and joining."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from alongside.access.actor import Actor, Hat
from alongside.access.routes import needs, public
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.people import devices
from alongside.people.communication_form import (
    CommunicationForm,
    OwnCommunicationForm,
    as_chosen,
    as_initial,
    with_edition,
)
from alongside.people.operations import accept_account_invitation, choose_communication
from alongside.people.queries import SignedInPlace, my_communication, places_of
from alongside.people.sign_in import HAT, INVITATION, open_session
from alongside.people.web.drawn import before_second_factor
from alongside.people.web.forms import JoinForm, RoleForm
from alongside.people.web.session_limits import limits_of
from alongside.platform import clock


@dataclass(frozen=True)
class PlacesPage:
    """Where the person is signed in, and after how long a session ends by itself."""

    places: list[SignedInPlace]
    idle_words: str


@needs()
def signed_in_places(request: Any) -> HttpResponse:
    """Every session of one's own; POST ends one, or all the others."""
    account, here = request.user, request.session.session_key
    if request.method == "POST":
        if request.POST.get("end") == "others":
            devices.end_other_places(account, here)
            messages.success(request, "You are signed out everywhere else.")
        elif request.POST.get("end", "").isdecimal():
            devices.end_place(account, int(request.POST["end"]))
            messages.success(request, "That device is signed out.")
        return redirect("people:places")
    shown = PlacesPage(places_of(account, here), limits_of(request).in_words)
    return page(request, "people/places.html", shown, title="Where I am signed in")


@before_second_factor
def time_left(request: Any) -> HttpResponse:
    """How many seconds the session has left; POST is the answer to "Are you still there?" and extends it."""
    return JsonResponse({"left": request.session_left})


@needs()
def roles(request: Any) -> HttpResponse:
    """Choose the role to act in, of those that are the person's own today."""
    actor: Actor = request.actor
    hats = {str(hat.membership_id or "family"): hat for hat in actor.hats}
    now_in = next((key for key, hat in hats.items() if _is_worn(actor, hat)), "")
    form = RoleForm(
        [(key, hat_words(hat)) for key, hat in hats.items()], request.POST or None, initial={"role": now_in}
    )
    if request.method == "POST" and form.is_valid():
        request.session[HAT] = form.cleaned_data["role"]
        return redirect("/home/")
    return page(request, "people/roles.html", title="Choose your role", form=form)


def _is_worn(actor: Actor, hat: Hat) -> bool:
    return (actor.role, actor.organisation_id) == (hat.role, hat.organisation_id)


def hat_words(hat: Hat) -> str:
    """A role in words: "SENCo, Larkfield Primary School"."""
    return f"{hat.role.label}, {hat.organisation_name}" if hat.organisation_id else "Family: my own children"


@needs()
def my_settings(request: Any) -> HttpResponse:
    """How I like to be written to."""
    actor, refusal = request.actor, None
    now_kept = my_communication(actor)
    form: CommunicationForm = OwnCommunicationForm(request.POST or None, initial=as_initial(now_kept))
    if request.method == "POST" and form.is_valid():
        answer = choose_communication(actor, as_chosen(form), now=clock.now())
        if not isinstance(answer, Refusal):
            messages.success(request, "Saved. We will write to you like this from now on.")
            return redirect("people:my_settings")
        refusal, form = answer, with_edition(form, my_communication(actor).edition)
    return page(
        request, "people/my_settings.html", title="How I like to be written to", form=form, refusal=refusal
    )


@public("asks for a number before it says anything")
def join(request: HttpRequest, token: str) -> HttpResponse:
    """An invitation to someone who works in the area. Every link looks the same until it is opened."""
    form, refusal = JoinForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        number, password = form.cleaned_data["number"], form.cleaned_data["password"]
        answer = accept_account_invitation(token, number, password, now=clock.now())
        if not isinstance(answer, Refusal):
            open_session(request, answer, INVITATION)
            return redirect("/home/")
        refusal = answer
    return page(request, "people/join.html", title="Join", form=form, refusal=refusal)

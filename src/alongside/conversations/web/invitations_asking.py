"""Asking somebody new to take part, entering what they told, and why a voice is missing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs
from alongside.children.invitations.queries import could_be_invited
from alongside.children.opening import found_or_404, show_refusal
from alongside.children.queries import ChildCard
from alongside.conversations.operations.entering import Told, enter_words, record_absence
from alongside.conversations.operations.invitations import ask_to_take_part
from alongside.conversations.parts import parts_for, voice_of
from alongside.conversations.queries.askable import (
    Askable,
    Sees,
    could_be_asked,
    sees_by_link,
    sees_known,
    services,
)
from alongside.conversations.queries.invitations import AbsenceView, AskView, absences_of, awaited, one_ask
from alongside.conversations.rules.invitations import AskedAs, Party, Whose
from alongside.conversations.web.invitations import opened, posted
from alongside.conversations.web.invitations_forms import (
    AbsenceForm,
    AdvocateForm,
    AskForm,
    KnownForm,
    ProfessionalForm,
    RelativeForm,
    TellForm,
)
from alongside.design.page import page
from alongside.kernel.refusal import Refusal
from alongside.platform import clock
from alongside.voice.choices import Gathered

KNOWN = "known"
_TITLES = {
    AskedAs.PROFESSIONAL.value: "Ask a professional",
    AskedAs.ADVOCATE.value: "Ask someone to stand beside you",
    AskedAs.RELATIVE.value: "Ask someone else who knows the child",
}


@dataclass(frozen=True)
class ChoosePage:
    """Who could be asked."""

    child: ChildCard
    people: tuple[Askable, ...]
    awaited: frozenset[UUID]
    by_family: bool


@needs(Permission.PART_ASK)
def choose(request: Any, child_id: UUID) -> HttpResponse:
    """Choose whom to ask: someone around the child, or somebody from outside."""
    actor = request.actor
    child = opened(request, child_id, Permission.PART_ASK)
    asked = frozenset(one.person_id for one in awaited(actor, child_id) if one.person_id)
    content = ChoosePage(child, tuple(could_be_asked(actor, child_id)), asked, actor.is_family)
    return page(request, "conversations/invitations_choose.html", content, title="Ask someone to take part")


@dataclass(frozen=True)
class NewPage:
    """Asking one person, with what they will see."""

    child: ChildCard
    asked_as: str
    name: str
    describes: str
    sees: Sees


@needs(Permission.PART_ASK)
def new(request: Any, child_id: UUID, asked_as: str) -> HttpResponse:
    """What is asked of them, why and until when."""
    actor = request.actor
    child = opened(request, child_id, Permission.PART_ASK)
    form, content = _form(request, actor, child, asked_as)
    if request.method == "POST" and form.is_valid():
        result = found_or_404(ask_to_take_part(actor, child_id, form.new(), clock.now()))  # type: ignore[attr-defined]
        if not isinstance(result, Refusal):
            messages.success(request, "The invitation is made. They are awaited from now on.")
            return redirect("conversations:one_ask", child_id, result.pk)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    title = _TITLES.get(asked_as, "Ask someone to take part")
    return page(request, "conversations/invitation_new.html", content, title=title, form=form, status=status)


def _form(request: HttpRequest, actor: Actor, child: ChildCard, asked_as: str) -> tuple[AskForm, NewPage]:
    """The form for this sort of person. Raises Http404 for a sort that the actor does not ask."""
    data = posted(request)
    if asked_as == KNOWN:
        one = _chosen(actor, child.id, request.GET.get("person", ""))
        parts = parts_for(actor, child, one.asked_as)
        may_link = role_may(actor.role, Permission.FAMILY_INVITE)
        initial = {"email": _held_address(actor, child.id, one) if may_link else ""}
        form: AskForm = KnownForm(
            data, one=one, may_link=may_link, parts=parts, today=actor.on, initial=initial
        )
        return form, NewPage(child, asked_as, one.name, one.describes, sees_known(actor, child, one))
    if asked_as not in _TITLES or (asked_as == AskedAs.ADVOCATE and not actor.is_family):
        raise Http404
    sort = AskedAs(asked_as)
    options: dict[str, Any] = {"parts": parts_for(actor, child, sort), "today": actor.on}
    if sort is AskedAs.RELATIVE:
        form = RelativeForm(data, **options)
    elif sort is AskedAs.ADVOCATE:
        form = AdvocateForm(data, services=services(), **options)
    else:
        form = ProfessionalForm(data, services=services(), by_family=actor.is_family, **options)
    return form, NewPage(child, asked_as, "", "", sees_by_link(child, sort))


def _held_address(actor: Actor, child_id: UUID, one: Askable) -> str:
    """The address held for someone of the family who does not sign in yet, so that it is not asked for again."""
    known = could_be_invited(actor, child_id)
    return next((each.email for each in known if each.person_id == one.person_id), "")


def _chosen(actor: Actor, child_id: UUID, person: str) -> Askable:
    found = next((one for one in could_be_asked(actor, child_id) if str(one.person_id) == person), None)
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class TellPage:
    """Entering what somebody told."""

    child: ChildCard
    ask: AskView


@needs(Permission.PART_ASK)
def tell(request: Any, child_id: UUID, ask_id: UUID) -> HttpResponse:
    """Enter for somebody what they wrote on paper or said; it stands in the plan as theirs, marked so."""
    actor = request.actor
    child = opened(request, child_id, Permission.PART_ASK)
    ask = one_ask(actor, child_id, ask_id, clock.now())
    if ask is None or ask.party is not Party.INVITER or not ask.by_hand or not ask.is_open:
        raise Http404
    form = TellForm(
        posted(request), parts=parts_for(actor, child, ask.asked_as), asked=ask.parts, route=ask.route,
        voice=voice_of(ask.asked_as), initial={"gathered_on": actor.on},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        result = found_or_404(enter_words(actor, child_id, ask_id, _told(form), clock.now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved. It is in the plan, with who said it and who wrote it down.")
            return redirect("conversations:one_ask", child_id, ask_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = TellPage(child, ask)
    return page(
        request,
        "conversations/invitation_tell.html",
        content,
        title="Enter their words",
        form=form,
        status=status,
    )


def _told(form: TellForm) -> Told:
    told = form.cleaned_data
    return Told(told["topic"], told["text"], Gathered(told["gathered"]), told["gathered_on"], told["is_all"])


@dataclass(frozen=True)
class AbsencePage:
    """Why a voice is not in the plan."""

    child: ChildCard
    before: tuple[AbsenceView, ...]


@needs(Permission.PLAN_PROPOSE)
def absence(request: Any, child_id: UUID) -> HttpResponse:
    """Write down why the child's or the family's voice is not in the plan."""
    actor = request.actor
    child = opened(request, child_id, Permission.PLAN_PROPOSE)
    form = AbsenceForm(posted(request), called=child.called, initial={"tried_on": actor.on})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        whose = Whose(told["whose"])
        result = found_or_404(
            record_absence(actor, child_id, whose, told["why"], told["tried_on"], clock.now())
        )
        if not isinstance(result, Refusal):
            messages.success(request, "The reason is on record. Everyone who reads the plan can see it.")
            return redirect("conversations:asks", child_id)
        show_refusal(form, result)
    status = 422 if form.is_bound and form.errors else 200
    content = AbsencePage(child, tuple(absences_of(actor, child_id)))
    return page(
        request,
        "conversations/invitations_absence.html",
        content,
        title="Why there is no answer",
        form=form,
        status=status,
    )

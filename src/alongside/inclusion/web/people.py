"""The people of a setting: who is SENCo, what staff are trained in, and what is missing."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.own_work import Work
from alongside.access.policy import role_may
from alongside.access.routes import needs, who_asks
from alongside.children.opening import found_or_404
from alongside.design.page import page
from alongside.inclusion.operations.people import add_training, end_training, keep_senco
from alongside.inclusion.queries.people import (
    Gap,
    SencoPost,
    TrainingLine,
    senco_post,
    staff_here,
    training_gaps,
    trainings,
)
from alongside.inclusion.web.asking import kept, status_of
from alongside.inclusion.web.people_forms import SencoForm, TrainingForm, known_of
from alongside.platform.clock import now


@dataclass(frozen=True)
class PeoplePage:
    """SENCo, gaps, training."""

    post: SencoPost | None
    gaps: tuple[Gap, ...]
    trainings: tuple[TrainingLine, ...]
    may_keep: bool
    may_appoint: bool


@needs(Work.SKILLS_READ)
def people_page(request: HttpRequest) -> HttpResponse:
    """Who is SENCo and what staff are trained in; whoever teaches sees their own training."""
    actor = who_asks(request)
    if request.method == "POST":
        found_or_404(end_training(actor, _id(request), now()))
        messages.success(request, "It is taken out.")
        return redirect("inclusion:people")
    content = PeoplePage(
        senco_post(actor), training_gaps(actor), trainings(actor), role_may(actor.role, Work.SKILLS_KEEP),
        role_may(actor.role, Work.SENCO_APPOINT),
    )  # fmt: skip
    return page(request, "inclusion/people.html", content, title="People and training")


def _id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("end", ""))
    except ValueError:
        raise Http404 from None


@needs(Work.SENCO_APPOINT)
def senco_page(request: HttpRequest) -> HttpResponse:
    """Say who is SENCo, and what the law asks of them."""
    actor = who_asks(request)
    post = senco_post(actor)
    form = SencoForm(
        request.POST or None,
        staff=staff_here(actor),
        today=actor.on,
        initial=known_of(post.senco if post else None),
    )
    if request.method == "POST" and form.is_valid() and kept(form, keep_senco(actor, *form.meant(), now())):
        messages.success(request, "Saved.")
        return redirect("inclusion:people")
    return page(
        request, "inclusion/senco.html", post, title="Who is SENCo?", form=form, status=status_of(form)
    )


@needs(Work.SKILLS_KEEP)
def training_page(request: HttpRequest) -> HttpResponse:
    """Write down a training of a member of staff."""
    actor = who_asks(request)
    form = TrainingForm(request.POST or None, staff=staff_here(actor), today=actor.on)
    if request.method == "POST" and form.is_valid() and kept(form, add_training(actor, form.meant(), now())):
        messages.success(request, "Written down.")
        return redirect("inclusion:people")
    return page(
        request,
        "inclusion/training.html",
        None,
        title="Write down a training",
        form=form,
        status=status_of(form),
    )

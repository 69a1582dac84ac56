"""Register, child's page, who can see, class."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.policy import Permission, role_may
from alongside.access.routes import needs
from alongside.casefile.child_page import child_page
from alongside.casefile.registers import class_list, classes_of
from alongside.casefile.who_page import who_page
from alongside.children.choices import SenProvision
from alongside.children.queries import ChildCard, open_child
from alongside.conversations.queries.terms import conversations_planned
from alongside.design.page import page
from alongside.platform.clock import now


def _opened(request: HttpRequest, child_id: UUID, permission: Permission) -> ChildCard:
    found = open_child(request.actor, child_id, permission, now())
    if found is None:
        raise Http404
    return found


@needs("child.read")
def child_view(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """One child, the child first."""
    child = _opened(request, child_id, Permission.CHILD_READ)
    supported = child.sen_provision != SenProvision.NONE
    terms = conversations_planned(request.actor, child_id) if supported else ()
    shown = child_page(request.actor, child)
    return page(request, "casefile/child.html", shown, title="Child's page", terms=terms)


@needs("standing.read")
def who_view(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Who can see, and who has looked."""
    child = _opened(request, child_id, Permission.LOOKS_READ)
    before = request.GET.get("before", "")
    found = who_page(request.actor, child, int(before) if before.isdigit() and len(before) < 18 else None)
    return page(request, "casefile/who.html", found, title="Who can see, and who has looked")


@needs("class.read")
def classes_view(request: HttpRequest) -> HttpResponse:
    """The classes one may open; straight to the only one."""
    classes = classes_of(request.actor)
    if len(classes) == 1:
        return redirect("casefile:class", classes[0].id)
    return page(request, "casefile/classes.html", classes, title="Classes")


@needs("class.read")
def class_view(request: HttpRequest, group_id: UUID) -> HttpResponse:
    """One class: a line a child, the passport one tap away."""
    classes, lines = classes_of(request.actor), class_list(request.actor, group_id)
    if lines is None:
        raise Http404
    name = next(one.name for one in classes if one.id == group_id)
    may_staff = role_may(request.actor.role, Permission.CLASS_STAFF)
    staffs = reverse("organisations:class_staff", args=[group_id]) if may_staff else ""
    return page(request, "casefile/class.html", lines, title=f"Class {name}", classes=classes, staffs=staffs)

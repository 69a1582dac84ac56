"""A child's page, and who can see it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.casefile.child_page import child_page
from alongside.casefile.who_page import who_page
from alongside.children.choices import SenProvision
from alongside.children.queries import ChildCard, open_child
from alongside.conversations.queries.terms import conversations_planned
from alongside.design.page import page
from alongside.kernel.text import whole_number
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


@needs(Permission.LOOKS_READ)
def who_view(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Who can see, and who has looked."""
    child = _opened(request, child_id, Permission.LOOKS_READ)
    before = request.GET.get("before", "")
    found = who_page(request.actor, child, whole_number(before, 17))
    return page(request, "casefile/who.html", found, title="Who can see, and who has looked")

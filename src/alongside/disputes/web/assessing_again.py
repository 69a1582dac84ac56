"""A new assessment that was asked for: its letter in each format, and taking the request back."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import found_or_404, open_for_page
from alongside.disputes.changing.letters import assess_again_letter
from alongside.disputes.changing.operations.assessments import take_back_request
from alongside.disputes.changing.queries import reassessments_of
from alongside.disputes.web.on_paper import OnPaper, handed_over
from alongside.kernel.refusal import Refusal
from alongside.organisations.local_services import local_services
from alongside.platform.clock import now

READ = Permission.CASE_READ


@needs(READ)
@require_POST
def take_back(request: HttpRequest, child_id: UUID, reassessment_id: UUID) -> HttpResponse:
    """Take back a request for a new assessment."""
    opened = open_for_page(request, child_id, READ)
    result = found_or_404(take_back_request(opened.actor, child_id, reassessment_id, now()))
    if isinstance(result, Refusal):
        messages.warning(request, f"{result.message} {result.what_to_do}")
    else:
        messages.success(request, "Taken back. You can ask again at any time.")
    return redirect("disputes:plan_changes", child_id)


@needs(READ)
@require_safe
def answer_document(request: HttpRequest, child_id: UUID, reassessment_id: UUID, form: str) -> HttpResponse:
    """The answer to a request for a new assessment, addressed to the reader, in a format."""
    opened = open_for_page(request, child_id, READ)
    asked = reassessments_of(opened.actor, child_id)
    one = next((each for each in asked if each.id == reassessment_id), None)
    if one is None or one.decided_on is None or not one.reasons:
        raise Http404
    services = local_services(one.council_id)
    document = assess_again_letter(opened.child, one, opened.actor.name, services, themselves=opened.is_child)
    back = reverse("disputes:plan_changes", args=[child_id])
    return handed_over(
        request, opened, OnPaper(document, "new-assessment", "Moving, and assessing again", back), form
    )

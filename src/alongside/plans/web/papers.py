"""Plan, passport and one page profile, on screen and in the format each person needs.

Live papers carry who took them and when at the foot of every page. A version that was put to the family is
rendered once in each format and kept, so everybody holds the same bytes; who took it is in the access log.
File names say what a paper is and never whose.
"""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.design.page import page
from alongside.documents.operations import Frozen, rendered_once
from alongside.documents.web.handing_out import as_file, made_anew
from alongside.people.formats import mark, wanted
from alongside.plans import queries
from alongside.plans.choices import PlanState, VersionState
from alongside.plans.queries import VersionView, live_document, live_plan, plan_version
from alongside.plans.web.opened import Banner, Opened, open_for, picture_address, plan_of, small_banner
from alongside.platform.clock import now
from alongside.rendering.formats import Format
from alongside.rendering.model import Document
from alongside.rendering.web import to_html


@dataclass(frozen=True)
class PaperPage:
    """A paper on screen."""

    opened: Opened
    banner: Banner
    html: str
    document_name: str
    what: str


def _passport(opened: Opened, copy: str = "") -> Document:
    return queries.passport(opened.actor, opened.child, copy)


def _profile(opened: Opened, copy: str = "") -> Document:
    return queries.profile(opened.actor, plan_of(opened), opened.child, copy)


def _on_screen(
    request: HttpRequest, opened: Opened, document: Document, name: str, what: str
) -> HttpResponse:
    html = to_html(document, title_level=1, picture_url=lambda _: picture_address(opened.child))
    content = PaperPage(opened, small_banner(opened), html, name, what)
    return page(request, "plans/paper.html", content, title=what[:1].upper() + what[1:])


@needs(Permission.PASSPORT_READ)
def passport(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The passport on screen, as it stands now."""
    opened = open_for(request, child_id, Permission.PASSPORT_READ)
    return _on_screen(request, opened, _passport(opened, mark(opened.actor)), "passport_document", "passport")


@needs(Permission.PASSPORT_READ)
def passport_document(request: HttpRequest, child_id: UUID, form: str) -> HttpResponse:
    """The passport in a format."""
    opened = open_for(request, child_id, Permission.PASSPORT_READ)
    chosen = wanted(opened.actor, form)
    if chosen is Format.WEB:
        return redirect("plans:passport", child_id)
    return made_anew(_passport(opened, mark(opened.actor)), "passport", chosen)


@needs(Permission.PLAN_READ)
def profile(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The one page profile on screen, as it stands now."""
    opened = open_for(request, child_id, Permission.PLAN_READ)
    document = _profile(opened, mark(opened.actor))
    return _on_screen(request, opened, document, "profile_document", "one page profile")


@needs(Permission.PLAN_READ)
def profile_document(request: HttpRequest, child_id: UUID, form: str) -> HttpResponse:
    """The one page profile in a format."""
    opened = open_for(request, child_id, Permission.PLAN_READ)
    chosen = wanted(opened.actor, form)
    if chosen is Format.WEB:
        return redirect("plans:profile", child_id)
    return made_anew(_profile(opened, mark(opened.actor)), "one-page-profile", chosen)


@needs(Permission.PLAN_PRINT)
def document(request: HttpRequest, child_id: UUID, form: str) -> HttpResponse:
    """The whole plan in a format: the agreed version while the plan is agreed, else the plan as it stands now."""
    opened = open_for(request, child_id, Permission.PLAN_PRINT)
    plan = live_plan(opened.actor, child_id, Permission.PLAN_PRINT)
    if plan is None:
        raise Http404
    chosen = wanted(opened.actor, form)
    if chosen is Format.WEB:
        return redirect("plans:read", child_id)
    if plan.state is PlanState.AGREED:
        agreed = plan_version(
            opened.actor, child_id, state=VersionState.AGREED, permission=Permission.PLAN_PRINT
        )
        if agreed:
            return _kept(opened, agreed, chosen)
    current = live_document(opened.actor, plan, opened.child, mark(opened.actor))
    return made_anew(current, "plan", chosen)


@needs(Permission.PLAN_PRINT)
def version_document(request: HttpRequest, child_id: UUID, number: int, form: str) -> HttpResponse:
    """A version that was put to the family, in a format."""
    opened = open_for(request, child_id, Permission.PLAN_PRINT)
    found = plan_version(opened.actor, child_id, number=number, permission=Permission.PLAN_PRINT)
    if found is None:
        raise Http404
    chosen = wanted(opened.actor, form)
    if chosen is Format.WEB:
        return redirect("plans:version", child_id, number)
    return _kept(opened, found, chosen)


def _kept(opened: Opened, version: VersionView, form: Format) -> HttpResponse:
    frozen = Frozen(version.document, version.digest)
    content = rendered_once(opened.actor, opened.child.id, frozen, form, Permission.PLAN_PRINT, now())
    return as_file(content, f"plan-version-{version.number}", form)

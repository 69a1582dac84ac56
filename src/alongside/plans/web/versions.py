"""The versions that were put to the family: each exactly as it was, the answers to it, and the proof of both."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.design.page import page
from alongside.plans.choices import VersionState
from alongside.plans.queries import VersionView, plan_version, proof_of_answer, versions_of
from alongside.plans.web.frozen_pages import shown
from alongside.plans.web.opened import Banner, Opened, open_for, plan_of, small_banner
from alongside.plans.web.sharing import readable
from alongside.platform.web.downloads import as_download
from alongside.rendering.frozen import digest

STATES = {
    VersionState.PROPOSED: "waiting",
    VersionState.AGREED: "agreed",
    VersionState.WITHDRAWN: "stopped",
    VersionState.REPLACED: "done",
}


@dataclass(frozen=True)
class VersionLine:
    """One version in the list."""

    number: int
    state: str
    words: str
    proposed_at: datetime
    agreed_at: datetime | None


@dataclass(frozen=True)
class VersionsPage:
    """Every version of the plan, newest first."""

    opened: Opened
    banner: Banner
    versions: tuple[VersionLine, ...]


@dataclass(frozen=True)
class VersionPage:
    """One version as it was put to the family."""

    opened: Opened
    banner: Banner
    version: VersionView
    state: tuple[str, str]
    html: str
    unchanged: bool


@needs(Permission.PLAN_READ)
def versions(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Every version there has been."""
    opened = open_for(request, child_id, Permission.PLAN_READ)
    lines = tuple(
        VersionLine(number, STATES[state], state.label, proposed_at, agreed_at)
        for _, number, state, proposed_at, agreed_at in versions_of(opened.actor, plan_of(opened).id)
    )
    content = VersionsPage(opened, small_banner(opened), lines)
    return page(request, "plans/versions.html", content, title="Versions of the plan")


@needs(Permission.PLAN_READ)
def version(request: HttpRequest, child_id: UUID, number: int) -> HttpResponse:
    """One version, exactly as it was put to the family, checked against its digest as it is opened."""
    opened = open_for(request, child_id, Permission.PLAN_READ)
    plan_of(opened)
    found = plan_version(opened.actor, child_id, number=number)
    if found is None:
        raise Http404
    content = VersionPage(
        opened, small_banner(opened), found, (STATES[found.state], found.state.label), shown(found),
        unchanged=digest(found.document) == found.digest,
    )  # fmt: skip
    return page(request, "plans/version.html", content, title="A version of the plan")


@needs(Permission.PLAN_AGREE)
def proof(request: HttpRequest, child_id: UUID, number: int) -> HttpResponse:
    """What proves the reader's own answer to a version, as a file that can be checked without this service."""
    opened = open_for(request, child_id, Permission.PLAN_AGREE)
    kept = proof_of_answer(opened.actor, child_id, number)
    if kept is None:
        raise Http404
    return as_download(readable(kept), "signature.json", "application/json")

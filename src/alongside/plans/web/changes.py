"""What changed between two versions of a plan, on screen and in the format each person needs."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.design.page import page
from alongside.documents.web.handing_out import made_anew
from alongside.kernel.text import whole_number
from alongside.people.formats import mark, wanted
from alongside.plans.comparing import SectionChanges, changes_document, compare
from alongside.plans.queries import VersionView, plan_version, versions_of
from alongside.plans.web.opened import Banner, Opened, open_for, plan_of, small_banner
from alongside.rendering.formats import Format


@dataclass(frozen=True)
class ChangesPage:
    """Two versions, and what changed from the older to the newer."""

    opened: Opened
    banner: Banner
    before: VersionView
    now: VersionView
    sections: tuple[SectionChanges, ...]
    others: tuple[int, ...]


@needs(Permission.PLAN_READ)
def changes(request: HttpRequest, child_id: UUID, number: int) -> HttpResponse:
    """What changed in a version since the one before it, or since the one that is asked for."""
    opened = open_for(request, child_id, Permission.PLAN_READ)
    numbers = [one[1] for one in versions_of(opened.actor, plan_of(opened).id)]
    before, now = _two(request, opened, number, Permission.PLAN_READ)
    content = ChangesPage(
        opened, small_banner(opened), before, now, compare(before.document, now.document),
        tuple(one for one in numbers if one < number),
    )  # fmt: skip
    return page(request, "plans/changes.html", content, title="What changed in the plan")


def _two(
    request: HttpRequest, opened: Opened, number: int, permission: Permission
) -> tuple[VersionView, VersionView]:
    """The older and the newer version; of the first version there is nothing before, so it stands beside itself."""
    asked = whole_number(request.GET.get("since", ""), 5)
    since = max(number - 1, 1) if asked is None else asked
    now = plan_version(opened.actor, opened.child.id, number=number, permission=permission)
    before = plan_version(opened.actor, opened.child.id, number=min(since, number), permission=permission)
    if now is None or before is None or now.plan_id != before.plan_id:
        raise Http404
    return before, now


@needs(Permission.PLAN_PRINT)
def changes_file(request: HttpRequest, child_id: UUID, number: int, form: str) -> HttpResponse:
    """The same changes in a format."""
    opened = open_for(request, child_id, Permission.PLAN_PRINT)
    before, now = _two(request, opened, number, Permission.PLAN_PRINT)
    chosen = wanted(opened.actor, form)
    if chosen is Format.WEB:
        return redirect("plans:changes", child_id, number)
    line = f"From version {before.number} to version {now.number}."
    document = changes_document(
        f"{opened.child.called}: what changed in the plan", opened.child.full_name, line,
        compare(before.document, now.document), now.document, mark(opened.actor),
    )  # fmt: skip
    return made_anew(document, "what-changed", chosen)


@needs(Permission.PLAN_READ)
def latest(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What changed in the newest version; the list of versions while there is none."""
    opened = open_for(request, child_id, Permission.PLAN_READ)
    numbers = [one[1] for one in versions_of(opened.actor, plan_of(opened).id)]
    if not numbers:
        return redirect("plans:versions", child_id)
    return redirect("plans:changes", child_id, numbers[0])

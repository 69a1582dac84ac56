"""Reading a version: in plain order, on a phone too; as a document in either layout; beside another version."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import has_the_right
from alongside.children.opening import OpenedChild
from alongside.design.page import page
from alongside.documents.operations import Frozen
from alongside.documents.web.handing_out import drawn_once
from alongside.ehcplans.choices import TITLES, EhcPlanState, Origin, VersionKind
from alongside.ehcplans.documents import plan_document
from alongside.ehcplans.queries import EhcPlanView, VersionView, content_of, versions_of
from alongside.ehcplans.queries.said import said_about
from alongside.ehcplans.queries.working import check_facts
from alongside.ehcplans.rules.checks import by_line, check
from alongside.ehcplans.rules.compare import Change, compare
from alongside.ehcplans.rules.content import Content
from alongside.ehcplans.web.opening import (
    ANSWER,
    KEEP,
    READ,
    Noted,
    SectionShown,
    noted_from,
    open_plan,
    sections_shown,
)
from alongside.people.formats import wanted
from alongside.rendering.formats import Format
from alongside.rendering.frozen import digest
from alongside.rendering.model import Document
from alongside.rendering.web import to_html
from alongside.statute.ehc_plan import ehc_layouts


@dataclass(frozen=True)
class VersionPage:
    """One version, section by section, with what the reader said and what the checks say."""

    opened: OpenedChild
    plan: EhcPlanView
    version: VersionView
    content: Content
    sections: tuple[SectionShown, ...]
    noted: tuple[Noted, ...]
    checks: bool
    answers: bool
    others: tuple[VersionView, ...]

    @property
    def rights(self) -> bool:
        """Whether the reader is led on to what can be done about it: a draft cannot be appealed (CFA 2014 s.51(2))."""
        return self.version.is_final and Permission.APPEAL_READ in self.opened.may

    @property
    def taken_in(self) -> bool:
        """It was not made here: it was written down from paper, as it is the first version of a plan that came."""
        return self.plan.origin is not Origin.HERE and self.version.number == 1

    @property
    def title(self) -> str:
        return TITLES[VersionKind(self.version.kind)]

    @property
    def layouts(self) -> list[tuple[str, str]]:
        return [(one.key, one.label) for one in ehc_layouts().values()]


def _one(
    request: HttpRequest, child_id: UUID, number: int
) -> tuple[OpenedChild, EhcPlanView, VersionView, Content]:
    opened, plan = open_plan(request, child_id, READ, ANSWER, KEEP, Permission.APPEAL_READ)
    versions = versions_of(opened.actor, child_id, plan.id)
    version = next((one for one in versions if one.number == number), None)
    content = content_of(opened.actor, child_id, version.id) if version else None
    if version is None or content is None:
        raise Http404
    return opened, plan, version, content


@needs(READ)
@require_safe
def version(request: HttpRequest, child_id: UUID, number: int) -> HttpResponse:
    """One version to read. Before it is final, whoever has a say writes beside each line."""
    opened, plan, one, content = _one(request, child_id, number)
    versions = versions_of(opened.actor, child_id, plan.id)
    newest = versions[0].id == one.id and not one.is_final
    open_still = plan.state in (EhcPlanState.WITH_FAMILY, EhcPlanState.AMENDING)
    checks = "checks" in request.GET
    findings = by_line(check(content, check_facts(opened.actor, opened.child))) if checks else {}
    mine = [each for each in said_about(opened.actor, child_id, plan.id) if each.version_number == number]
    shown = VersionPage(
        opened, plan, one, content, sections_shown(content, findings, mine), noted_from(findings.get("", ())),
        checks, ANSWER in opened.may and newest and open_still
        and has_the_right(opened.actor, opened.child, opened.around, Deciding.PLAN),
        tuple(each for each in versions if each.id != one.id),
    )  # fmt: skip
    return page(request, "ehcplans/version.html", shown, title=shown.title)


@needs(READ)
@require_safe
def on_screen(request: HttpRequest, child_id: UUID, number: int, layout: str) -> HttpResponse:
    """A version in a layout, as a page to read."""
    opened, _, one, content = _one(request, child_id, number)
    if layout not in ehc_layouts() or one.served_on is None:
        raise Http404
    made = plan_document(content, TITLES[VersionKind(one.kind)], one.served_on, layout)
    return _shown(request, opened, made, number, layout)


def _shown(
    request: HttpRequest, opened: OpenedChild, made: Document, number: int, layout: str
) -> HttpResponse:
    shown = DocumentPage(opened, to_html(made), number, layout)
    return page(request, "ehcplans/document.html", shown, title=made.title)


@needs(READ)
@require_safe
def document(request: HttpRequest, child_id: UUID, number: int, layout: str, form: str) -> HttpResponse:
    """A version in a layout and a format, the same bytes each time."""
    opened, _, one, content = _one(request, child_id, number)
    if layout not in ehc_layouts() or one.served_on is None:
        raise Http404
    made = plan_document(content, TITLES[VersionKind(one.kind)], one.served_on, layout)
    chosen = wanted(opened.actor, form)
    if chosen is Format.WEB:
        return _shown(request, opened, made, number, layout)
    return handed_out(opened, made, chosen, f"plan-version-{number}")


@dataclass(frozen=True)
class DocumentPage:
    """A document on screen."""

    opened: OpenedChild
    html: str
    number: int
    layout: str


def handed_out(opened: OpenedChild, made: Document, chosen: Format, name: str) -> HttpResponse:
    """A document as a file: drawn once, and kept."""
    return drawn_once(opened.actor, opened.child.id, Frozen(made, digest(made)), name, chosen, READ)


@dataclass(frozen=True)
class ComparePage:
    """What is different between two versions."""

    opened: OpenedChild
    earlier: VersionView
    later: VersionView
    changes: tuple[Change, ...]
    others: tuple[VersionView, ...]


def _usual(versions: Sequence[VersionView], later: VersionView) -> int:
    """What a version is set beside unasked: a plan in force with the one in force before, else the one before it."""
    if later.kind is not VersionKind.AMENDED_FINAL:
        return later.number - 1
    in_force = (VersionKind.FINAL, VersionKind.AMENDED_FINAL)
    earlier = (one.number for one in versions if one.number < later.number and one.kind in in_force)
    return max(earlier, default=later.number - 1)


@needs(READ)
@require_safe
def compared(request: HttpRequest, child_id: UUID, number: int) -> HttpResponse:
    """A version beside an earlier one: the one before it, or the one asked for."""
    opened, plan, later, after = _one(request, child_id, number)
    versions = versions_of(opened.actor, child_id, plan.id)
    asked = request.GET.get("with", "")
    wanted_number = int(asked) if asked.isdecimal() and len(asked) < 5 else _usual(versions, later)
    earlier = next((one for one in versions if one.number == wanted_number), None)
    earlier = earlier or next((one for one in versions if one.number < number), None)
    if earlier is None:
        return redirect("ehcplans:ehc_version", child_id, number)
    before = content_of(opened.actor, child_id, earlier.id)
    changes = compare(before, after) if before else ()
    shown = ComparePage(
        opened, earlier, later, changes, tuple(one for one in versions if one.number != number)
    )
    return page(request, "ehcplans/compare.html", shown, title="What is different")

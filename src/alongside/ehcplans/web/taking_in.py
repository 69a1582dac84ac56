"""Taking in a plan that exists on paper or comes from another council: typed or pasted, read back, then in force."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from alongside.access.choices import StandingKind
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page, show_refusal
from alongside.design.page import page
from alongside.ehcplans.documents import area_name
from alongside.ehcplans.operations.starting import TakenInPlan
from alongside.ehcplans.operations.taking_in import drop_taking_in, finish_taking_in, save_taking_in
from alongside.ehcplans.queries import VersionView, plan_of, versions_of
from alongside.ehcplans.queries.taking_in import TakingInView, scan_of, taking_in
from alongside.ehcplans.rules.taking_in import Days, refuse_days
from alongside.ehcplans.web.opening import KEEP, READ, open_plan
from alongside.ehcplans.web.taking_forms import TakeInPlanForm, as_shown, typed_in
from alongside.kernel.refusal import Refusal
from alongside.platform import files
from alongside.platform.clock import now
from alongside.platform.web.downloads import as_download
from alongside.statute.ehc_plan import ehc_shape

_EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@dataclass(frozen=True)
class TakeInPage:
    """Room for the whole plan; `kept` is what was typed before."""

    opened: OpenedChild
    kept: TakingInView | None


def _opened(request: HttpRequest, child_id: UUID) -> OpenedChild:
    """The child, where no plan lives here yet."""
    opened = open_for_page(request, child_id, KEEP)
    plan = plan_of(opened.actor, child_id)
    if plan is not None and plan.ceased_on is None:
        raise Http404
    return opened


@needs(KEEP)
def take_in_plan(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Write down a plan that exists. What is typed is kept each time it is sent, whatever is still missing."""
    opened = _opened(request, child_id)
    kept, called = taking_in(opened.actor, child_id), opened.child.called
    if request.method != "POST":
        form = TakeInPlanForm(called=called, initial=as_shown(kept.typed) if kept else _beginning(opened))
        return _form_page(request, TakeInPage(opened, kept), form)
    form = TakeInPlanForm(request.POST, request.FILES, called=called)
    valid = form.is_valid()
    sent = form.cleaned_data.get("scan")
    saved = found_or_404(
        save_taking_in(
            opened.actor, child_id, typed_in(request.POST, form), sent.read() if sent else b"", now()
        )
    )
    if isinstance(saved, Refusal):
        show_refusal(form, saved)
    elif "later" in request.POST:
        messages.success(request, "Saved. Nobody else reads it. Go on whenever you like.")
        return redirect("ehcplans:ehc_plan", child_id)
    elif valid:
        refusal = _refusal(form, opened)
        if refusal is None:
            return redirect("ehcplans:ehc_take_in_check", child_id)
        show_refusal(form, refusal)
    return _form_page(request, TakeInPage(opened, taking_in(opened.actor, child_id)), form)


def _beginning(opened: OpenedChild) -> dict[str, str]:
    """The setting that the child attends is the likely one."""
    here = next((one.organisation_id for one in opened.around if one.kind is StandingKind.ATTENDS), None)
    return {"setting": str(here)} if here else {}


def _refusal(form: TakeInPlanForm, opened: OpenedChild) -> Refusal | None:
    """Why what was typed cannot be taken in as it is."""
    new = form.new_plan(None)
    if isinstance(new, Refusal):
        return new
    days = Days(new.origin, new.first_issued_on, new.issued_on, new.last_reviewed_on, new.passed)
    return refuse_days(days, opened.actor.on)


def _form_page(request: HttpRequest, shown: TakeInPage, form: TakeInPlanForm) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return page(
        request, "ehcplans/take_in_plan.html", shown, title="Take in a plan", form=form, status=status
    )


@dataclass(frozen=True)
class ReadLine:
    """One statement as it was read, where it stands, and for which needs it is, counted in their section."""

    text: str
    under: str
    meets: int


@dataclass(frozen=True)
class ReadSection:
    """One section as it was read."""

    letter: str
    plain: str
    lines: tuple[ReadLine, ...]


@dataclass(frozen=True)
class CheckPage:
    """The plan as it was read, before it is in force."""

    opened: OpenedChild
    new: TakenInPlan
    sections: tuple[ReadSection, ...]
    scan: bool

    @property
    def has_help(self) -> bool:
        return any(one.section == "F" for one in self.new.lines)

    @property
    def unmet(self) -> int:
        """Needs in section B that no help is tied to."""
        met = {need for place in self.new.meets for need in self.new.meets[place] if self._is("F", place)}
        needs = [
            at for at, one in enumerate(self.new.lines) if one.section == "B" and one.topic != "strength"
        ]
        return sum(at not in met for at in needs)

    def _is(self, letter: str, place: int) -> bool:
        return self.new.lines[place].section == letter


def _read(new: TakenInPlan, called: str) -> tuple[ReadSection, ...]:
    topics = {one.key: one.label.replace("{name}", called) for one in ehc_shape().topics}

    def line(place: int) -> ReadLine:
        one = new.lines[place]
        under = "Strength. " if one.topic == "strength" else topics.get(one.topic, "")
        under += area_name(one.area) if one.area else ""
        return ReadLine(one.text, under, len(new.meets.get(place, ())))

    return tuple(
        ReadSection(
            each.letter, each.plain.replace("{name}", called),
            tuple(line(place) for place, one in enumerate(new.lines) if one.section == each.letter),
        )
        for each in ehc_shape().sections.values()
    )  # fmt: skip


@needs(KEEP)
def take_in_check(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """What was read of the plan, to be looked through once; then it is in force here, with every date."""
    opened = _opened(request, child_id)
    kept = taking_in(opened.actor, child_id)
    form = TakeInPlanForm(dict(kept.typed), called=opened.child.called) if kept else None
    new = form.new_plan(kept.scan_id) if form and kept and form.is_valid() else None
    if new is None or isinstance(new, Refusal):
        return redirect("ehcplans:ehc_take_in", child_id)
    if request.method == "POST":
        result = found_or_404(finish_taking_in(opened.actor, child_id, new, now()))
        if isinstance(result, Refusal):
            messages.error(request, str(result))
            return redirect("ehcplans:ehc_take_in", child_id)
        messages.success(request, "The plan is in force here. Every date that follows is below.")
        return redirect("ehcplans:ehc_plan", child_id)
    shown = CheckPage(opened, new, _read(new, opened.child.called), bool(kept and kept.scan_id))
    return page(request, "ehcplans/take_in_check.html", shown, title="Check what was read")


@needs(KEEP)
@require_POST
def take_in_drop(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Throw away what was typed."""
    opened = _opened(request, child_id)
    drop_taking_in(opened.actor, child_id, now())
    messages.success(request, "Thrown away. Nothing of it is kept.")
    return redirect("ehcplans:ehc_plan", child_id)


@needs(READ)
@require_safe
def scan(request: HttpRequest, child_id: UUID, number: int) -> HttpResponse:
    """The paper from which a version was written down, for those who read the version."""
    opened, plan = open_plan(request, child_id, READ)
    versions: tuple[VersionView, ...] = versions_of(opened.actor, child_id, plan.id)
    one = next((each for each in versions if each.number == number), None)
    kept = scan_of(opened.actor, child_id, one) if one else None
    if kept is None:
        raise Http404
    extension = _EXTENSIONS.get(kept.media_type, "docx")
    return as_download(files.get(kept.store_key, kept.digest), f"plan-on-paper.{extension}", kept.media_type)

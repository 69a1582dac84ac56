"""Writing the plan: every section on one page with its checks, and one statement at a time."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, show_refusal
from alongside.design.page import page
from alongside.ehcplans.advice import advice_for, not_reached
from alongside.ehcplans.choices import EhcPlanState, Section
from alongside.ehcplans.operations.writing import move_up, take_out, write_line
from alongside.ehcplans.queries import EhcPlanView, content_of, live_version
from alongside.ehcplans.queries.taking_over import still_to_take
from alongside.ehcplans.queries.working import Working, check_facts, working
from alongside.ehcplans.rules.checks import by_line, check
from alongside.ehcplans.rules.content import Content, Line, NewLine
from alongside.ehcplans.rules.moves import Move, refuse_move
from alongside.ehcplans.web.forms import LineForm
from alongside.ehcplans.web.opening import (
    ISSUE,
    KEEP,
    LineShown,
    Noted,
    SectionShown,
    noted_from,
    open_plan,
    sections_shown,
)
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import whole_number
from alongside.platform.clock import now


@dataclass(frozen=True)
class WritePage:
    """The whole plan as it is being written."""

    opened: OpenedChild
    plan: EhcPlanView
    sections: tuple[SectionShown, ...]
    noted: tuple[Noted, ...]
    found: int
    unused: int
    refusal: Refusal | None
    issues: bool
    content: Content
    to_take: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written but what the child and family say: there is no need and no help to look at."""
        return all(one.section == Section.A for one in self.content.lines)

    @property
    def amending(self) -> bool:
        return self.plan.state is EhcPlanState.AMENDING


@needs(KEEP)
@require_safe
def write(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Every section with its statements, each with what the checks find beside it."""
    opened, plan = open_plan(request, child_id, KEEP, ISSUE)
    now_written = working(opened.actor, opened.child, plan)
    findings = check(now_written.content, check_facts(opened.actor, opened.child))
    beside = by_line(findings)
    used = frozenset(one.source_key for one in now_written.content.lines)
    shown = WritePage(
        opened, plan, sections_shown(now_written.content, beside), noted_from(beside.get("", ())), len(findings),
        len(not_reached(advice_for(opened.actor, child_id), used)), refuse_move(plan.state, Move.WRITE),
        ISSUE in opened.may, now_written.content, len(still_to_take(opened.actor, child_id, plan.id)),
    )  # fmt: skip
    return page(request, "ehcplans/write.html", shown, title="Write the plan")


@dataclass(frozen=True)
class LinePage:
    """One statement being written."""

    opened: OpenedChild
    section: SectionShown
    line: LineShown | None
    source_words: str
    source_name: str
    edition: int


@needs(KEEP)
def line_new(request: HttpRequest, child_id: UUID, letter: str) -> HttpResponse:
    """Write a new statement; one that was made of advice has its words and its source already."""
    opened, plan = open_plan(request, child_id, KEEP)
    now_written = working(opened.actor, opened.child, plan)
    taken = _from_advice(request, opened, letter)
    return _line_form(request, opened, now_written, letter, None, taken)


@needs(KEEP)
def line_edit(request: HttpRequest, child_id: UUID, line_id: UUID) -> HttpResponse:
    """Write a statement anew."""
    opened, plan = open_plan(request, child_id, KEEP)
    now_written = working(opened.actor, opened.child, plan)
    line = next((one for one in now_written.content.lines if one.id == str(line_id)), None)
    if line is None:
        raise Http404
    return _line_form(request, opened, now_written, line.section, line, None)


def _line_form(
    request: HttpRequest, opened: OpenedChild, now_written: Working, letter: str, line: Line | None,
    taken: NewLine | None,
) -> HttpResponse:  # fmt: skip
    sections = sections_shown(now_written.content, by_line(
        check(now_written.content, check_facts(opened.actor, opened.child))
    ))  # fmt: skip
    section = next((one for one in sections if one.section.letter == letter and one.written), None)
    if section is None:
        raise Http404
    source = line or taken
    form = LineForm(
        request.POST or None, section=letter, content=now_written.content, called=opened.child.called,
        earlier=_taken_out(opened, now_written.content, letter),
        initial=_initial(source) | {"edition": now_written.editions[line.id] if line else 0},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        new = form.line()
        if source is not None:
            new = replace(
                new, source_key=source.source_key, told=new.told or source.told,
                source_words=source.source_words, source_name=new.source_name or source.source_name,
            )  # fmt: skip
        line_id, edition = UUID(line.id) if line else None, form.cleaned_data["edition"]
        result = found_or_404(write_line(opened.actor, opened.child.id, line_id, new, edition, now()))
        if not isinstance(result, Refusal):
            messages.success(request, "Saved.")
            return redirect(f"{reverse('ehcplans:ehc_write', args=[opened.child.id])}#section-{letter}")
        show_refusal(form, result)
    shown = LinePage(
        opened, section, next((one for one in section.lines if line and one.line.id == line.id), None),
        source.source_words if source else "", source.source_name if source else "",
        now_written.editions[line.id] if line else 0,
    )  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return page(request, "ehcplans/line.html", shown, title="Write a statement", form=form, status=status)


def _taken_out(opened: OpenedChild, content: Content, letter: str) -> list[tuple[str, str]]:
    """Lines of this section that the plan in force holds and what is written now does not."""
    live = live_version(opened.actor, opened.child.id)
    before = content_of(opened.actor, opened.child.id, live.id) if live else None
    there = {one.id for one in content.lines}
    return [(one.id, one.text) for one in before.of(letter) if one.id not in there] if before else []


def _initial(line: Line | NewLine | None) -> dict[str, object]:
    if line is None:
        return {}
    return {name: getattr(line, name) for name in LineForm.KEPT} | {"meets": list(line.meets)}


def _from_advice(request: HttpRequest, opened: OpenedChild, letter: str) -> NewLine | None:
    """A statement made of advice: one that the adviser wrote as such, or sentences of the report that were ticked."""
    key = request.GET.get("from", "")
    for one in advice_for(opened.actor, opened.child.id):
        for said in one.said:
            if said.key == key:
                topic = "strength" if said.kind == "strength" and letter == "B" else ""
                return NewLine(
                    letter, said.words, topic=topic, area=said.area, source_key=said.key,
                    source_name=said.source_name, source_words=said.words,
                )  # fmt: skip
        if one.key == key:
            sentences = one.sentences
            places = [whole_number(n) for n in request.GET.getlist("s")]
            ticked = [sentences[n] for n in places if n is not None and n < len(sentences)]
            words = " ".join(ticked)
            return NewLine(letter, words, source_key=one.key, source_name=one.source_name, source_words=words)
    return None


@needs(KEEP)
@require_POST
def line_out(request: HttpRequest, child_id: UUID, line_id: UUID) -> HttpResponse:
    """Take a statement out."""
    opened, plan = open_plan(request, child_id, KEEP)
    edition = whole_number(request.POST.get("edition", "")) or 0
    _say(request, found_or_404(take_out(opened.actor, plan.child_id, line_id, edition, now())), "Taken out.")
    return redirect("ehcplans:ehc_write", child_id)


@needs(KEEP)
@require_POST
def line_up(request: HttpRequest, child_id: UUID, line_id: UUID) -> HttpResponse:
    """Put a statement before the one above it."""
    opened, plan = open_plan(request, child_id, KEEP)
    _say(request, found_or_404(move_up(opened.actor, plan.child_id, line_id, now())), "Moved up.")
    return redirect("ehcplans:ehc_write", child_id)


def _say(request: HttpRequest, result: object, words: str) -> None:
    if isinstance(result, Refusal):
        messages.error(request, str(result))
    else:
        messages.success(request, words)

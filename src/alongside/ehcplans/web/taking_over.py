"""The child's own plan beside the plan of the council: what can be taken over, by section, with whose words it is."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page
from alongside.design.page import page
from alongside.ehcplans.documents import area_name
from alongside.ehcplans.operations.starting import start_plan
from alongside.ehcplans.operations.taking_over import take_over
from alongside.ehcplans.queries.taking_over import still_to_take
from alongside.ehcplans.rules.moves import Move, refuse_move
from alongside.ehcplans.taking import Taken, begun_with, lines_from_live_plan
from alongside.ehcplans.web.opening import KEEP, open_plan
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.ehc_plan import EhcSection, ehc_shape


@dataclass(frozen=True)
class OfferedSection:
    """One section with the statements that could stand in it."""

    section: EhcSection
    plain: str
    taken: tuple[tuple[Taken, str], ...]


@dataclass(frozen=True)
class TakeOverPage:
    """What the child's plan holds and this one does not."""

    opened: OpenedChild
    sections: tuple[OfferedSection, ...]
    refusal: Refusal | None


@needs(KEEP)
def take_over_page(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Choose what is taken over, or take all of it."""
    opened, plan = open_plan(request, child_id, KEEP)
    if request.method == "POST":
        offered = still_to_take(opened.actor, child_id, plan.id)
        ticked = set(request.POST.getlist("statements"))
        wanted = {
            one.statement_id for one in offered if "all" in request.POST or str(one.statement_id) in ticked
        }
        result = found_or_404(take_over(opened.actor, child_id, wanted, now()))
        if isinstance(result, Refusal):
            messages.error(request, str(result))
            return redirect("ehcplans:ehc_take_over", child_id)
        words = "One statement" if len(result) == 1 else f"{len(result)} statements"
        messages.success(request, f"{words} taken over. Each says where it comes from.")
        return redirect("ehcplans:ehc_write", child_id)
    shown = TakeOverPage(
        opened, _by_section(still_to_take(opened.actor, child_id, plan.id), opened.child.called),
        refuse_move(plan.state, Move.WRITE),
    )  # fmt: skip
    return page(request, "ehcplans/take_over.html", shown, title="From the child’s own plan")


@dataclass(frozen=True)
class ChoosePage:
    """What a first draft could begin with, and what it begins with where nobody chooses."""

    opened: OpenedChild
    sections: tuple[OfferedSection, ...]
    ticked: frozenset[UUID]


@needs(KEEP)
def choose_beginning(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Choose what a first draft begins with. What is left out stays on offer beside the draft."""
    opened = open_for_page(request, child_id, KEEP)
    offered = lines_from_live_plan(opened.actor, child_id)
    if request.method == "POST":
        posted = set(request.POST.getlist("statements"))
        chosen = frozenset(one.statement_id for one in offered if str(one.statement_id) in posted)
        result = found_or_404(start_plan(opened.actor, child_id, now(), chosen))
        if not isinstance(result, Refusal):
            left = len(offered) - len(chosen)
            words = f" {left} left out: take them over at any time." if left else ""
            messages.success(request, f"Started with {len(chosen)} of what was told before.{words}")
            return redirect("ehcplans:ehc_write", child_id)
        messages.error(request, str(result))
        return redirect("ehcplans:ehc_plan", child_id)
    shown = ChoosePage(
        opened, _by_section(offered, opened.child.called), begun_with(opened.actor, child_id, offered)
    )
    return page(request, "ehcplans/choose.html", shown, title="What the draft begins with")


def _by_section(offered: tuple[Taken, ...], called: str) -> tuple[OfferedSection, ...]:
    sections = (
        OfferedSection(
            each, each.plain.replace("{name}", called),
            tuple((one, _beside(one)) for one in offered if one.line.section == each.letter),
        )
        for each in ehc_shape().sections.values()
    )  # fmt: skip
    return tuple(one for one in sections if one.taken)


def _beside(one: Taken) -> str:
    """Whose words they are, or what else is told of a statement."""
    line = one.line
    details = (line.told or line.source_name, area_name(line.area) if line.area else "", line.who, line.how_often,
               line.how_long, line.by_when)  # fmt: skip
    return ". ".join(part for part in details if part)

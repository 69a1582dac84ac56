"""The cycle on one screen: its four stages side by side, on a phone one below the other, the same for everyone."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from alongside.access.policy import Permission
from alongside.access.routes import needs
from alongside.children.opening import OpenedChild, found_or_404, open_for_page
from alongside.design.page import page
from alongside.kernel.periods import Period
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import now
from alongside.statute.almanac import london_day
from alongside.support.choices import Stage
from alongside.support.operations import leave_outcome, move_cycle, start_cycle
from alongside.support.queries.cycles import (
    CycleSummary,
    CycleView,
    OutcomeView,
    cycle_view,
    cycles_of,
    facts_of,
)
from alongside.support.queries.help import in_words, promises
from alongside.support.queries.measures import series_for_help
from alongside.support.rules.cycles import Move, moves_from
from alongside.support.web.measures import Charted, charted

READ, WRITE, EDIT = Permission.PLAN_READ, Permission.PASSAGE_WRITE, Permission.PLAN_EDIT
STAGES = (Stage.ASSESS, Stage.PLAN, Stage.DO, Stage.REVIEW)


@dataclass(frozen=True)
class CyclesPage:
    """Every cycle of the child, newest first."""

    opened: OpenedChild
    cycles: tuple[CycleSummary, ...]
    may_start: bool
    running: bool


@needs(READ)
def cycles(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """The list of cycles; sending it starts the next."""
    opened = open_for_page(request, child_id, READ, EDIT)
    if request.method == "POST":
        return _start(request, opened)
    rows = tuple(cycles_of(opened.actor, child_id))
    running = bool(rows) and rows[0].finished_at is None
    content = CyclesPage(opened, rows, EDIT in opened.may and not running, running)
    return page(request, "support/cycles.html", content, title="Assess, plan, do, review")


def _start(request: HttpRequest, opened: OpenedChild) -> HttpResponse:
    if EDIT not in opened.may:
        raise Http404
    result = found_or_404(start_cycle(opened.actor, opened.child.id, now()))
    if isinstance(result, Refusal):
        messages.info(request, str(result))
        return redirect("support:cycles", opened.child.id)
    return redirect("support:cycle", opened.child.id, result.id)


@dataclass(frozen=True)
class Worked:
    """An outcome with the help that was given for it since it began, and its scores."""

    one: OutcomeView
    given: tuple[tuple[str, str, str, UUID], ...]
    charted: tuple[Charted, ...]


@dataclass(frozen=True)
class Next:
    """A move that somebody may make, and what is missing before it."""

    to: str
    move: Move
    missing: tuple[Refusal, ...]


@dataclass(frozen=True)
class CyclePage:
    """The whole cycle."""

    opened: OpenedChild
    view: CycleView
    stage: Stage
    outcomes: tuple[Worked, ...]
    moves: tuple[Next, ...]
    writes: bool
    edits: bool
    ticks: bool

    stages: tuple[Stage, ...] = STAGES

    def state(self, stage: Stage) -> str:
        """How a stage is marked: done, in progress, not started yet."""
        if self.stage is stage:
            return "started"
        order = [*STAGES, Stage.FINISHED]
        return "done" if order.index(stage) < order.index(self.stage) else "not-started"

    @property
    def planning(self) -> bool:
        """Needs and outcomes can still be chosen."""
        return self.edits and self.stage in (Stage.ASSESS, Stage.PLAN)

    @property
    def adding(self) -> bool:
        """A view can be added to the stage the cycle is in."""
        return self.writes and self.stage in (Stage.ASSESS, Stage.DO, Stage.REVIEW)


@needs(READ)
def cycle(request: HttpRequest, child_id: UUID, cycle_id: UUID) -> HttpResponse:
    """The cycle; sending `to` moves it on, `leave` takes an outcome out of it again."""
    opened = open_for_page(request, child_id, READ, WRITE, EDIT, Permission.DELIVERY_RECORD)
    view = cycle_view(opened.actor, child_id, cycle_id)
    if view is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        sent = _send(request, opened, cycle_id)
        if not isinstance(sent, Refusal):
            return sent
        refusal = sent
    content = CyclePage(
        opened, view, Stage(view.row.stage), _worked(opened, view), _next(opened, view), WRITE in opened.may,
        EDIT in opened.may, Permission.DELIVERY_RECORD in opened.may,
    )  # fmt: skip
    return page(
        request, "support/cycle.html", content, title="Assess, plan, do, review", refusal=refusal,
        status=422 if refusal else 200,
    )  # fmt: skip


def _worked(opened: OpenedChild, view: CycleView) -> tuple[Worked, ...]:
    """Each outcome with what was given since the cycle came to Do, and the scores taken for its help."""
    actor, child_id = opened.actor, opened.child.id
    began = view.begun(Stage.DO)
    since = london_day(began.at) if began else actor.on
    until = (london_day(view.row.finished_at) if view.row.finished_at else actor.on) + timedelta(days=1)
    help_ = promises(actor, child_id, Period(since, until)) if began and since < until else ()
    words = {one.id: in_words(one.tally) for one in help_}
    series = charted(
        series_for_help(actor, child_id, [each.id for one in view.outcomes for each in one.help])
    )
    return tuple(
        Worked(
            one,
            tuple(
                (each.text, ", ".join(filter(None, (each.who, each.how_often, each.how_long))),
                 words.get(each.id, ""), each.id)
                for each in one.help
            ),
            tuple(each for each in series if each.series.scores[-1].provision_id in {h.id for h in one.help}),
        )
        for one in view.outcomes
    )  # fmt: skip


def _next(opened: OpenedChild, view: CycleView) -> tuple[Next, ...]:
    if EDIT not in opened.may:
        return ()
    facts = facts_of(view)
    return tuple(Next(to, move, tuple(move.missing(facts))) for to, move in moves_from(view.row.stage))


def _send(request: HttpRequest, opened: OpenedChild, cycle_id: UUID) -> HttpResponse | Refusal:
    if EDIT not in opened.may:
        raise Http404
    result: object
    if "leave" in request.POST:
        result = found_or_404(
            leave_outcome(opened.actor, opened.child.id, cycle_id, _id(request.POST["leave"]), now())
        )
    else:
        to, words = request.POST.get("to", ""), request.POST.get("words", "")
        result = found_or_404(move_cycle(opened.actor, opened.child.id, cycle_id, to, words, now()))
    if isinstance(result, Refusal):
        return result
    if request.POST.get("to") == Stage.FINISHED:
        messages.success(request, "This cycle is finished. The next one starts from its review.")
    return redirect("support:cycle", opened.child.id, cycle_id)


def _id(value: str) -> UUID:
    try:
        return UUID(value)
    except ValueError:
        raise Http404 from None

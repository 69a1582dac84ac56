"""Children at a stage of the graduated response who have no plan: shown at stage 1, flagged at stage 2 (O8, O9)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet, Window

from alongside.access.actor import Actor
from alongside.access.choices import StandingKind
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Most
from alongside.children.models import Standing
from alongside.children.queries import ChildCard, card
from alongside.design.addresses import page_address
from alongside.kernel.board import ROWS, BoardList, BoardRow
from alongside.kernel.day_words import day_words
from alongside.plans.choices import PlanState, VersionState
from alongside.plans.models import PlanVersion
from alongside.plans.queries import plan_states
from alongside.statute.stages import PlanIs, Stage, stages
from alongside.support.queries.stages import at_a_stage

_LIST = Permission.REGISTER_READ
AT_ONCE = 200


@dataclass(frozen=True)
class WithoutPlan:
    """A child at a stage with no agreed plan: since when, how far the plan is, and where the child is."""

    child: ChildCard
    stage: Stage
    since: date
    plan: PlanState | None
    setting: str

    @property
    def expected(self) -> bool:
        """A plan is expected at this stage, so its absence is flagged."""
        return self.stage.plan is PlanIs.EXPECTED


@dataclass(frozen=True)
class ListOfMissing:
    """The children of one list, and how many there are in all."""

    lines: tuple[WithoutPlan, ...]
    total: int


def without_plan(actor: Actor, stage: str = "", limit: int = AT_ONCE) -> ListOfMissing:
    """Children on the actor's register at a stage whose plan was never agreed; at stage 2 first, the longest first."""
    if not role_may(actor.role, _LIST):
        return ListOfMissing((), 0)
    rows = _at(actor, stage, Most(limit)) if stage else _at_any(actor, Most(limit))
    ids = tuple(row.child_id for row in rows)
    states, settings = plan_states(actor, ids), dict(_settings(actor, ids)) if ids else {}
    lines = tuple(
        WithoutPlan(
            card(row.child, actor.on), stages()[row.stage], row.starts_on, states.get(row.child_id),
            settings.get(row.child_id, ""),
        )
        for row in rows
        if row.stage in stages()
    )  # fmt: skip
    return ListOfMissing(lines, rows[0].in_all if rows else 0)


@kept
def _at(actor: Actor, stage: str, limit: Most) -> QuerySet:
    return _rows(actor, stage)[:limit]


@kept
def _at_any(actor: Actor, limit: Most) -> QuerySet:
    return _rows(actor)[:limit]


def _rows(actor: Actor, stage: str = "") -> QuerySet:
    agreed = PlanVersion.objects.permitting(actor, _LIST).filter(state=VersionState.AGREED)
    rows = at_a_stage(actor, stage).exclude(child_id__in=agreed.values("plan__child_id"))
    counted = rows.select_related("child").annotate(in_all=Window(Count("*")))
    return counted.order_by("-stage", "starts_on", "id")


@kept
def _settings(actor: Actor, child_ids: tuple[UUID, ...]) -> QuerySet[Standing, tuple[UUID, str]]:
    rows = Standing.objects.permitting(actor, _LIST, child_ids).filter(
        kind=StandingKind.ATTENDS, person__isnull=True, starts_on__lte=actor.on
    )
    return rows.exclude(ends_on__lte=actor.on).values_list("child_id", "organisation__name")


def stage_board(actor: Actor) -> list[BoardList]:
    """One list for each stage, the one where a plan is expected first."""
    found = []
    for key in sorted(stages(), reverse=True):
        missing = without_plan(actor, key, ROWS)
        expected = stages()[key].plan is PlanIs.EXPECTED
        words = "expected" if expected else "highly recommended"
        rows = tuple(
            BoardRow(one.child.id, _how_far(one), page_address("support:stage", one.child.id))
            for one in missing.lines
        )
        title = f"{stages()[key].name}: a plan is {words}, and none is agreed"
        url = f"{page_address('plans:without_plan')}?stage={key}"
        found.append(BoardList(f"stage-{key}", title, rows, missing.total, url))
    return found


def _how_far(one: WithoutPlan) -> str:
    since = f"Since {day_words(one.since)}"
    words = {
        None: "no plan begun",
        PlanState.DRAFTING: "being written",
        PlanState.PROPOSED: "with the family",
    }
    return f"{since}: {words.get(one.plan, 'being written again')}"

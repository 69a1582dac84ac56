"""The plan as it is being written: for the council alone, with the checks beside each statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.children.queries import ChildCard
from alongside.deadlines.queries import who_has_it
from alongside.ehcplans.advice import listed_before, section_k
from alongside.ehcplans.models import EhcLine, EhcThread
from alongside.ehcplans.money import as_frozen, money_of
from alongside.ehcplans.queries.plan import EhcPlanView
from alongside.ehcplans.rules.checks import CheckFacts
from alongside.ehcplans.rules.content import Content, Line, in_order
from alongside.kernel.school_years import expected_year

_KEEP = Permission.EHCPLAN_KEEP
_KEEP_CASE = Permission.CASE_KEEP
_YEAR_NINE = 9


@dataclass(frozen=True)
class Working:
    """What is written now, and with which edition each statement is saved again."""

    content: Content
    editions: Mapping[str, int]


def as_line(row: EhcLine, meets: tuple[str, ...]) -> Line:
    """A row as plain data."""
    return Line(
        str(row.id), row.section, row.text, row.topic, row.area, row.whose, row.told, row.who, row.training,
        row.ratio, row.how_often, row.how_long, row.where, row.by_when, row.measure, row.adulthood_area, meets,
        row.source_key, row.source_name, row.source_words, str(row.earlier_id or ""),
    )  # fmt: skip


def working(actor: Actor, child: ChildCard, plan: EhcPlanView) -> Working:
    """The statements as they stand, in three queries. Section I is empty: it is chosen when the plan is issued."""
    meets: dict[UUID, list[str]] = {}
    for line_id, need_id in _ties(actor, child.id, plan.id):
        meets.setdefault(line_id, []).append(str(need_id))
    rows = _lines(actor, child.id, plan.id)
    who = who_has_it(actor, child.id, plan.council_id, _KEEP_CASE)
    content = Content(
        child.full_name, child.called, child.born_on.isoformat(), plan.council,
        in_order(as_line(row, tuple(sorted(meets.get(row.id, ())))) for row in rows), (),
        (*listed_before(plan.advice_before), *section_k(actor, child.id)), who,
        plan.first_issued_on.isoformat() if plan.first_issued_on else "",
        tuple(as_frozen(one) for one in money_of(actor, child.id)),
    )  # fmt: skip
    return Working(content, {str(row.id): row.edition for row in rows})


@kept
def _ties(actor: Actor, child_id: UUID, plan_id: UUID) -> QuerySet[EhcThread, tuple[UUID, UUID]]:
    rows = EhcThread.objects.permitting(actor, _KEEP, child_id)
    return rows.filter(line__plan_id=plan_id, need__ended_at=None).values_list("line_id", "need_id")


@kept
def _lines(actor: Actor, child_id: UUID, plan_id: UUID) -> QuerySet[EhcLine]:
    rows = EhcLine.objects.permitting(actor, _KEEP, child_id).filter(plan_id=plan_id, ended_at=None)
    return rows.order_by("position", "changed_at", "id")


def check_facts(actor: Actor, child: ChildCard) -> CheckFacts:
    """What the checks depend on: the age today, and whether the school year is Year 9 or a later one."""
    return CheckFacts(child.age, expected_year(child.born_on, actor.on) >= _YEAR_NINE)

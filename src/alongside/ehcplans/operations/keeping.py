"""Rows of a plan inside a unit of work: finding them, and reading what the plan says now."""

from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.children.queries import child_card
from alongside.deadlines.access import who_at
from alongside.ehcplans.advice import listed_before, section_k
from alongside.ehcplans.choices import VersionKind
from alongside.ehcplans.models import EhcLine, EhcPlan, EhcThread, EhcVersion, NamedSetting
from alongside.ehcplans.money import as_frozen, money_of
from alongside.ehcplans.queries.working import as_line
from alongside.ehcplans.rules.content import Content, Line, Named, digest, in_order, to_json
from alongside.kernel.refusal import Refusal
from alongside.ledger.unit import Unit

STALE = Refusal(
    "ehcplan.changed",
    "Somebody changed this while you were writing.",
    "Read what they wrote, then write yours again.",
)
NO_PLAN = Refusal("ehcplan.none", "There is no plan to work on.", "Decide first that there will be one.")


def plan_row(actor: Actor, child_id: UUID, permission: Permission) -> EhcPlan | None:
    """The newest plan of the child that the actor may change; None where there is none for them."""
    rows = EhcPlan.objects.permitting(actor, permission, child_id).select_related("council")
    return rows.order_by("-started_at", "-id").first()


def lines_of(plan_id: UUID) -> tuple[Line, ...]:
    """The statements as they stand, in order, each with what it meets."""
    meets: dict[UUID, list[str]] = {}
    for tied in EhcThread.in_unit.filter(line__plan_id=plan_id, need__ended_at=None):
        meets.setdefault(tied.line_id, []).append(str(tied.need_id))
    rows = EhcLine.in_unit.filter(plan_id=plan_id, ended_at=None).order_by("position", "changed_at", "id")
    return in_order(as_line(row, tuple(sorted(meets.get(row.id, ())))) for row in rows)


def content_now(actor: Actor, plan: EhcPlan, settings: tuple[Named, ...] = ()) -> Content:
    """What the plan says as it is written now; section I holds what is handed in, and nothing in a draft."""
    child = child_card(actor, plan.child_id)
    if child is None:
        raise LookupError("a plan whose child its council may not know")
    held = who_at(plan.council_id, plan.child_id)
    return Content(
        child.full_name, child.called, child.born_on.isoformat(), plan.council.name, lines_of(plan.id), settings,
        (*listed_before(plan.advice_before), *section_k(actor, plan.child_id)), held[1] if held else actor.name,
        plan.first_issued_on.isoformat() if plan.first_issued_on else "",
        tuple(as_frozen(one) for one in money_of(actor, plan.child_id)),
    )  # fmt: skip


def freeze(
    unit: Unit, actor: Actor, plan: EhcPlan, content: Content, kind: VersionKind, because: str
) -> EhcVersion:
    """Keep a version of the plan as it is served now."""
    last = EhcVersion.in_unit.filter(plan_id=plan.id).order_by("-number").first()
    stored = to_json(content)
    row = EhcVersion(
        plan=plan, number=(last.number if last else 0) + 1, kind=kind, because=because, content=stored,
        digest=digest(stored), made_by_name=actor.name, made_at=unit.at, served_on=actor.on,
    )  # fmt: skip
    row.save(force_insert=True)
    unit.record(
        "ehcplan.version_served", row, child_id=plan.child_id, after={"number": row.number, "kind": str(kind)}
    )
    return row


def latest(plan_id: UUID, *kinds: str) -> EhcVersion | None:
    """The newest version of these kinds that was served."""
    rows = EhcVersion.in_unit.filter(plan_id=plan_id, served_on__isnull=False, kind__in=kinds)
    return rows.order_by("-number").first()


def named_rows(version_id: UUID) -> tuple[NamedSetting, ...]:
    """What section I of a version names."""
    return tuple(NamedSetting.in_unit.filter(version_id=version_id).order_by("rank"))

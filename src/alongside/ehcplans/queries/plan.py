"""The plan of a child and its versions, through the gate."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.ehc.queries.plan_here import says_whether_there_is_a_plan
from alongside.ehcplans.choices import (
    FINAL_KINDS,
    IN_FORCE,
    Because,
    CeaseReason,
    EhcPlanState,
    Origin,
    SettingCode,
    VersionKind,
)
from alongside.ehcplans.models import EhcPlan, EhcVersion, NamedSetting
from alongside.ehcplans.rules.content import Content, Line, from_json

_READ = Permission.EHCPLAN_READ


@dataclass(frozen=True)
class EhcPlanView:
    """The plan as everybody who may know it reads it; what it says is in its versions."""

    id: UUID
    child_id: UUID
    council_id: UUID
    council: str
    case_id: UUID | None
    origin: Origin
    state: EhcPlanState
    layout: str
    first_issued_on: date | None
    issued_on: date | None
    last_reviewed_on: date | None
    advice_before: str
    started_at: datetime
    ceased_on: date | None
    cease_reason: CeaseReason | None
    edition: int

    @property
    def in_force(self) -> bool:
        """Whether what section F says must be given today."""
        return self.state in IN_FORCE


@dataclass(frozen=True)
class VersionView:
    """One frozen version, without what it says (`content_of` reads that)."""

    id: UUID
    plan_id: UUID
    number: int
    kind: VersionKind
    because: Because
    digest: str
    made_by_name: str
    made_at: datetime
    served_on: date | None
    scan_id: UUID | None = None

    @property
    def is_final(self) -> bool:
        return self.kind in FINAL_KINDS


@dataclass(frozen=True)
class NamedSettingView:
    """What section I names, in its order."""

    rank: int
    organisation_id: UUID | None
    name: str
    kind: str
    urn: str
    code: SettingCode | None
    sen_unit: bool
    resourced_provision: bool


def plan_of(actor: Actor, child_id: UUID) -> EhcPlanView | None:
    """The newest plan of a child, also one that has ended; None where there is none for this actor."""
    return next((_plan(row) for row in _newest(actor, child_id)), None)


@says_whether_there_is_a_plan
def _is_live(actor: Actor, child_id: UUID) -> bool | None:
    plan = plan_of(actor, child_id)
    return None if plan is None else plan.state is not EhcPlanState.CEASED


@kept
def _newest(actor: Actor, child_id: UUID) -> QuerySet[EhcPlan]:
    rows = EhcPlan.objects.permitting(actor, _READ, child_id).select_related("council")
    return rows.order_by("-started_at", "-id")[:1]


def _plan(row: EhcPlan) -> EhcPlanView:
    return EhcPlanView(
        row.id, row.child_id, row.council_id, row.council.name, row.case_id, Origin(row.origin),
        EhcPlanState(row.state), row.layout, row.first_issued_on, row.issued_on, row.last_reviewed_on,
        row.advice_before, row.started_at, row.ceased_on,
        CeaseReason(row.cease_reason) if row.cease_reason else None, row.edition,
    )  # fmt: skip


def versions_of(actor: Actor, child_id: UUID, plan_id: UUID | None = None) -> tuple[VersionView, ...]:
    """The versions the actor may read, newest first; of the newest plan where none is named."""
    if plan_id is None:
        plan = plan_of(actor, child_id)
        plan_id = plan.id if plan else None
    return tuple(_version(row) for row in _versions(actor, child_id, plan_id)) if plan_id else ()


@kept
def _versions(actor: Actor, child_id: UUID, plan_id: UUID) -> QuerySet[EhcVersion]:
    rows = EhcVersion.objects.permitting(actor, _READ, child_id).filter(plan_id=plan_id)
    return rows.defer("content").order_by("-number")


def live_version(actor: Actor, child_id: UUID) -> VersionView | None:
    """The final version that is in force; None where no plan is."""
    plan = plan_of(actor, child_id)
    if plan is None or not plan.in_force:
        return None
    return next((one for one in versions_of(actor, child_id, plan.id) if one.is_final), None)


def _version(row: EhcVersion) -> VersionView:
    return VersionView(
        row.id, row.plan_id, row.number, VersionKind(row.kind), Because(row.because), row.digest,
        row.made_by_name, row.made_at, row.served_on, row.scan_id,
    )  # fmt: skip


def named_in(actor: Actor, child_id: UUID, version_id: UUID) -> tuple[NamedSettingView, ...]:
    """What section I of a version names, in its order; nothing in a draft."""
    rows = NamedSetting.objects.permitting(actor, _READ, child_id).filter(version_id=version_id)
    return tuple(
        NamedSettingView(
            row.rank, row.organisation_id, row.name, row.kind, row.urn, SettingCode(row.code) if row.code else None,
            row.sen_unit, row.resourced_provision,
        )
        for row in rows.order_by("rank")
    )  # fmt: skip


def content_of(actor: Actor, child_id: UUID, version_id: UUID) -> Content | None:
    """What a version says; None when it is absent or not for this actor."""
    rows = EhcVersion.objects.permitting(actor, _READ, child_id).filter(pk=version_id)
    stored = rows.values_list("content", flat=True).first()
    return from_json(stored) if stored else None


def in_force(actor: Actor, child_id: UUID, *sections: str) -> tuple[Line, ...]:
    """The statements of the plan in force in these sections, such as F: what must be given. Nothing where none is."""
    version = live_version(actor, child_id)
    content = content_of(actor, child_id, version.id) if version else None
    return content.of(*sections) if content else ()

"""Consultations: for the council and the family those of a plan, for a setting those it has to answer."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from alongside import statute
from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.ehcplans.choices import Ground, ReplyKind
from alongside.ehcplans.models import Consultation
from alongside.rendering.frozen import from_json
from alongside.rendering.model import Document

_READ, _ANSWER = Permission.EHCPLAN_READ, Permission.CONSULTATION_ANSWER


@dataclass(frozen=True)
class ConsultationView:
    """One setting that was asked, until when it answers, and what it answered."""

    id: UUID
    child_id: UUID
    organisation_id: UUID | None
    setting_name: str
    kind: str
    asked_by_family: bool
    sent_at: datetime
    received_on: date
    due_on: date
    is_late: bool
    reply: ReplyKind | None
    grounds: tuple[Ground, ...]
    reasons: str
    replied_by_name: str
    replied_at: datetime | None
    taken_back_at: datetime | None
    taken_back_because: str
    child_name: str = ""

    @property
    def waits(self) -> bool:
        return self.replied_at is None and self.taken_back_at is None


def consultations_of(actor: Actor, child_id: UUID, plan_id: UUID) -> tuple[ConsultationView, ...]:
    """Every setting that was asked about a plan, in the order they were."""
    return tuple(_view(row, actor) for row in _asked(actor, child_id, plan_id))


@kept
def _asked(actor: Actor, child_id: UUID, plan_id: UUID) -> QuerySet[Consultation]:
    rows = Consultation.objects.permitting(actor, _READ, child_id).filter(plan_id=plan_id)
    return _light(rows).order_by("sent_at", "id")


def to_answer(actor: Actor) -> tuple[ConsultationView, ...]:
    """What the actor's setting has to answer, the earliest due first."""
    if not role_may(actor.role, _ANSWER):
        return ()
    return tuple(_view(row, actor, row.plan.child.full_name) for row in _waiting(actor))


@kept
def _waiting(actor: Actor) -> QuerySet[Consultation]:
    waiting = Consultation.objects.permitting(actor, _ANSWER, each_row=True).filter(replied_at=None)
    return _light(waiting).select_related("plan__child").order_by("received_on", "id")[:50]


@dataclass(frozen=True)
class Pack:
    """What a consulted setting was sent, with its digest."""

    consultation: ConsultationView
    document: Document
    digest: str


def pack_for(actor: Actor, consultation_id: UUID) -> Pack | None:
    """The pack of one consultation, for the setting that is to answer it; None once it has."""
    if not role_may(actor.role, _ANSWER):
        return None
    rows = Consultation.objects.permitting(actor, _ANSWER, each_row=True)
    row = rows.filter(pk=consultation_id, replied_at=None).select_related("plan__child").first()
    return Pack(_view(row, actor, row.plan.child.full_name), from_json(row.pack), row.digest) if row else None


def _light(rows: QuerySet[Consultation]) -> QuerySet[Consultation]:
    return rows.select_related("plan").defer("pack")


def _view(row: Any, actor: Actor, child_name: str = "") -> ConsultationView:
    due = statute.work_out("consultation.reply", {"consultation.received": row.received_on}).due_on
    open_still = row.replied_at is None and row.taken_back_at is None and row.plan.ceased_on is None
    return ConsultationView(
        row.id, row.plan.child_id, row.organisation_id, row.setting_name, row.kind, row.asked_by_family,
        row.sent_at, row.received_on, due, open_still and actor.on > due,
        ReplyKind(row.reply) if row.reply else None, tuple(Ground(one) for one in row.grounds), row.reasons,
        row.replied_by_name, row.replied_at, row.taken_back_at, row.taken_back_because, child_name,
    )  # fmt: skip

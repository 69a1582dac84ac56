"""What a personal budget tells of itself: what waits for whom, and what happened."""

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.disputes.choices import BudgetState, PaymentStep
from alongside.disputes.models import Budget, BudgetStep
from alongside.kernel.chronicle import Entry, EntryKind, Reach, Waiting, told
from alongside.platform.clock import LONDON

_READ, _KEEP, _ISSUE = Permission.EHCPLAN_READ, Permission.EHCPLAN_KEEP, Permission.EHCPLAN_ISSUE
_MOST = 20
_TO_CONSENT = Q(state=BudgetState.SET, consented_on=None, stopped_on=None) & ~Q(conditions="")
_TO_DECIDE = Q(state=BudgetState.ASKED) | (Q(review_asked_on__isnull=False) & Q(reviewed_on=None))


def waiting_for(actor: Actor) -> list[Waiting]:
    """A budget to work out or to think over, for the council; conditions to agree to, for whoever is to be paid."""
    if not role_may(actor.role, _READ):
        return []
    if role_may(actor.role, _KEEP):
        return [_to_decide(row, decides=role_may(actor.role, _ISSUE)) for row in _asked(actor)]
    if actor.person_id is None or not actor.is_family:
        return []
    words = "Read the conditions of the direct payment, and agree or not"
    return [
        Waiting(words, _url(row.child_id), row.child.called, row.child_id, None, "SI 2014/1652 reg 8")
        for row in _to_consent(actor, actor.person_id)
    ]


def _to_decide(row: Budget, *, decides: bool) -> Waiting:
    words = "Think again about a personal budget" if row.reviewed_on is None and row.review_asked_on else (
        "Decide about a personal budget" if decides and row.considered_on else "Work out a personal budget"
    )  # fmt: skip
    return Waiting(words, _url(row.child_id), row.child.full_name, row.child_id, None, "CFA 2014 s.49")


def _url(child_id: UUID) -> str:
    return reverse("disputes:personal_budget", args=[child_id])


@kept
def _asked(actor: Actor) -> QuerySet[Budget]:
    rows = Budget.objects.permitting(actor, _KEEP, each_row=True).filter(_TO_DECIDE)
    return rows.select_related("child").order_by("asked_on", "id")[:_MOST]


@kept
def _to_consent(actor: Actor, person_id: UUID) -> QuerySet[Budget]:
    rows = Budget.objects.permitting(actor, _READ).filter(_TO_CONSENT, recipient_id=person_id)
    return rows.select_related("child").order_by("asked_on", "id")[:_MOST]


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Budgets asked for and decided, and each step of payments, for who reads them. Off paper: money of one home."""
    if not reach.wants(EntryKind.STATUTORY) or not role_may(actor.role, _READ):
        return []
    url, entries = _url(child_id), []
    rows = list(_of_child(actor, child_id))
    for row in rows:
        asked = (row.asked_on, "A personal budget was asked for", row.asker_name)
        state = BudgetState.SET if row.state == BudgetState.STOPPED else BudgetState(row.state)
        decided = (row.decided_on, f"Decided: {state.label.lower()}", row.decided_by_name)
        for on, title, who in (asked, decided):
            if on:
                entries.append(_entry(on, row.id, title, who, url))
    for step in _steps(actor, child_id) if rows else ():
        title = f"Personal budget: {PaymentStep(step.kind).label.lower()}"
        entries.append(
            Entry(step.at, step.id, EntryKind.STATUTORY, title, "", step.by_name, url, private=True)
        )
    return told(entries, reach)


def _entry(on: date, key: UUID, title: str, who: str, url: str) -> Entry:
    at = datetime.combine(on, time(12), LONDON)
    return Entry(at, key, EntryKind.STATUTORY, title, "", who, url, private=True)


@kept
def _of_child(actor: Actor, child_id: UUID) -> QuerySet[Budget]:
    return Budget.objects.permitting(actor, _READ, child_id).order_by("-asked_on", "-id")[:_MOST]


@kept
def _steps(actor: Actor, child_id: UUID) -> QuerySet[BudgetStep]:
    return BudgetStep.objects.permitting(actor, _READ, child_id).order_by("-at", "-id")[: _MOST * 4]

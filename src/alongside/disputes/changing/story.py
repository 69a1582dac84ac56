"""What moves and new assessments tell of themselves: what happened. What waits is in a council's work by legal date."""

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.disputes.choices import ReassessmentState, Way
from alongside.disputes.models import AreaMove, HealthMove, Reassessment
from alongside.kernel.chronicle import Entry, EntryKind, Reach, told
from alongside.platform.clock import LONDON

_READ = Permission.CASE_READ
_MOST = 10


def chronicle(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Plans that came and went, other health bodies, new assessments asked for, answered and ended, newest first."""
    if not reach.wants(EntryKind.STATUTORY) or not role_may(actor.role, _READ):
        return []
    url, entries = reverse("disputes:plan_changes", args=[child_id]), []
    for move in _moves(actor, child_id):
        came = Way(move.way) is Way.IN
        happened = ((move.passed_on, f"The plan {'came from' if came else 'was passed to'} {move.other}"),
                    (move.told_on, "The family was told of the move"))  # fmt: skip
        entries += [_entry(on, move.id, title, move.recorded_by_name, url) for on, title in happened if on]
    for body in _health(actor, child_id):
        happened = ((body.known_on, f"Another health body: {body.new_body}"),
                    (body.told_on, f"{body.new_body} was told of the plan"))  # fmt: skip
        entries += [_entry(on, body.id, title, body.recorded_by_name, url) for on, title in happened if on]
    for row in _again(actor, child_id):
        state = ReassessmentState(row.state)
        yes = state is not ReassessmentState.REFUSED
        answered = "The council assesses again" if yes else ReassessmentState.REFUSED.label
        for on, title, who in (
            (row.received_on, "A new assessment was asked for", row.asker_name),
            (row.decided_on, answered, row.decided_by_name),
            (row.ended_on, state.label, ""),
        ):
            if on:
                entries.append(_entry(on, row.id, title, who, url))
    return told(entries, reach)


def _entry(on: date, key: UUID, title: str, who: str, url: str) -> Entry:
    return Entry(datetime.combine(on, time(12), LONDON), key, EntryKind.STATUTORY, title, "", who, url)


@kept
def _moves(actor: Actor, child_id: UUID) -> QuerySet[AreaMove]:
    return AreaMove.objects.permitting(actor, _READ, child_id).order_by("-moved_on", "-id")[:_MOST]


@kept
def _health(actor: Actor, child_id: UUID) -> QuerySet[HealthMove]:
    return HealthMove.objects.permitting(actor, _READ, child_id).order_by("-known_on", "-id")[:_MOST]


@kept
def _again(actor: Actor, child_id: UUID) -> QuerySet[Reassessment]:
    return Reassessment.objects.permitting(actor, _READ, child_id).order_by("-received_on", "-id")[:_MOST]

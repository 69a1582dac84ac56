"""Scores as a child's story tells them."""

from uuid import UUID

from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission, role_may
from alongside.access.stretch import Within, stretch, within
from alongside.design.addresses import page_address
from alongside.kernel.chronicle import Entry, EntryKind, Reach
from alongside.statute.instruments import instrument
from alongside.support.models import Measure

_READ = Permission.PLAN_READ


def measures_in_story(actor: Actor, child_id: UUID, reach: Reach) -> list[Entry]:
    """Each score that was written down or put right, newest first."""
    if not reach.wants(EntryKind.MEASURE) or not role_may(actor.role, _READ):
        return []
    return [_entry(row) for row in _told(actor, child_id, within(reach))]


@kept
def _told(actor: Actor, child_id: UUID, bounds: Within) -> QuerySet[Measure]:
    return stretch(Measure.objects.permitting(actor, _READ, child_id), bounds)


def _entry(row: Measure) -> Entry:
    one = instrument(row.instrument)
    title = "A score was put right" if row.corrects_id else "A score was written down"
    text = f"{one.name}: {one.in_words(row.score)}"
    url = f"{page_address('support:measures', row.child_id)}#{one.key}"
    return Entry(row.at, row.id, EntryKind.MEASURE, title, text, row.by_name, url)

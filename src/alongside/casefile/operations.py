"""Keeping and removing one's own views of the register."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.casefile.models import SavedView
from alongside.casefile.queries import MOST_VIEWS
from alongside.children.operations import NOT_FOUND
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean

_REGISTER = Permission.REGISTER_READ
_NOTHING = Refusal(
    "view.nothing", "Nothing is chosen.", "Choose something to narrow the list by, then keep it."
)
_FULL = Refusal("view.full", f"You keep {MOST_VIEWS} views already.", "Remove one first.")


@at_most(60, "title")
def keep_view(actor: Actor, title: str, choices: Mapping[str, str], now: datetime) -> SavedView | Refusal:
    """Keep filters under a name; the same name again changes what it holds. No name of a child is in it."""
    with operation(actor, _REGISTER, now) as unit:
        title = clean(title)
        if not title:
            return Refusal("view.title", "Give the view a name.", field="title")
        if not choices:
            return _NOTHING
        rows = SavedView.objects.permitting(actor, _REGISTER)
        row = rows.filter(title=title).first()
        if row is None and rows.count() >= MOST_VIEWS:
            return _FULL
        row = row or SavedView(person_id=actor.person_id, organisation_id=actor.organisation_id, title=title)
        row.choices = dict(choices)
        row.save()
        unit.record("view.kept", row)
        return row


def drop_view(actor: Actor, view_id: UUID, now: datetime) -> SavedView | Refusal:
    """Remove a view; it is its owner's alone."""
    with operation(actor, _REGISTER, now) as unit:
        row = SavedView.objects.permitting(actor, _REGISTER).filter(pk=view_id).first()
        if row is None:
            return NOT_FOUND
        unit.record("view.dropped", row)
        row.delete()
        return row

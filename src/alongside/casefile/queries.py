"""One's own saved views of the register."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet
from django.utils.http import urlencode

from alongside.access.actor import Actor
from alongside.access.kept import kept
from alongside.access.policy import Permission
from alongside.casefile.models import SavedView

MOST_VIEWS = 20


@dataclass(frozen=True)
class SavedChoice:
    """A view by its name, and the choices as they stand in the address."""

    id: UUID
    title: str
    address: str


def saved_views(actor: Actor) -> list[SavedChoice]:
    """The actor's own views in the organisation they act for, by name."""
    return [SavedChoice(row.pk, row.title, f"?{urlencode(row.choices)}") for row in _views(actor)]


@kept
def _views(actor: Actor) -> QuerySet[SavedView]:
    return SavedView.objects.permitting(actor, Permission.REGISTER_READ).order_by("title")[:MOST_VIEWS]

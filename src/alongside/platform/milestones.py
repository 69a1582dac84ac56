"""Remembering that something has been done once in this installation."""

from alongside.platform import clock
from alongside.platform.models import Milestone


def reached(name: str) -> bool:
    """Whether this installation has got there."""
    return Milestone.objects.filter(pk=name).exists()


def reach(name: str) -> None:
    """Remember it; the first time counts."""
    Milestone.objects.get_or_create(pk=name, defaults={"reached_at": clock.instant()})

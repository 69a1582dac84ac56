"""States of an action, and what can happen to it."""

from django.db.models import TextChoices


class ActionState(TextChoices):
    """Where an action is."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    DROPPED = "dropped", "Not needed any more"


class ActionStep(TextChoices):
    """What happened to an action, as its history tells it."""

    ADDED = "added", "Agreed"
    HANDED_OVER = "handed_over", "Handed over"
    DONE = "done", "Done"
    DROPPED = "dropped", "Not needed any more"

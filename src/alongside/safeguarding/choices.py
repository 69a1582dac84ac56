"""What can stand in the safeguarding room."""

from django.db.models import TextChoices


class EntryKind(TextChoices):
    """A concern comes from outside the room; the other two are written in it."""

    CONCERN = "concern", "Concern"
    RECORD = "record", "Record"
    SAFETY_PLAN = "safety_plan", "Community safety plan"


class Looked(TextChoices):
    """What somebody opened: the room keeps its own log, which nobody outside it can read."""

    CHILD = "child", "opened what is kept about the child"
    ENTRY = "entry", "opened an entry"

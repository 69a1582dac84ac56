"""States of an import and kinds of proposed change."""

from django.db.models import TextChoices

ATTENDANCE = "marks"
"""The kind of an import that brings in sessions; the others are the formats that bring in children."""


class ImportState(TextChoices):
    """Where an import is."""

    WORKING = "working", "Being read"
    READ = "read", "Read: check the columns"
    PROPOSED = "proposed", "Ready to review"
    COMMITTED = "committed", "Brought in"
    UNDONE = "undone", "Taken back"
    DROPPED = "dropped", "Not brought in"


class ChangeKind(TextChoices):
    """What one row of the file would do."""

    NEW = "new", "New child"
    CHANGE = "change", "Changes to a child already here"
    SAME = "same", "Nothing new"
    ASK = "ask", "May be someone already here: you decide"
    REFUSED = "refused", "Cannot be brought in"


ATTENDANCE_WORDS = {
    ChangeKind.NEW: "Children with new marks",
    ChangeKind.CHANGE: "Children whose marks change",
    ChangeKind.SAME: "Children with nothing new",
    ChangeKind.REFUSED: "Rows that cannot be brought in",
}
"""What the kinds are called where the file brings in sessions."""

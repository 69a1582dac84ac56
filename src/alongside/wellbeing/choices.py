"""Small fixed lists of well-being."""

from django.db.models import TextChoices


class AlertKind(TextChoices):
    """What was noticed; the rule of each is an entry of practice.toml, by the same key."""

    FALL = "attendance.fall", "Attendance has fallen"
    PERSISTENT = "attendance.persistent", "Missing a tenth or more"
    SUSPENSION = "suspension", "A suspension or exclusion"
    PART_TIME = "part-time.overdue", "A part-time timetable is past its day"
    MEASURE = "measure.fall", "A rating has fallen"


class SuspensionKind(TextChoices):
    """Categories of the statistics; their words are in statute/england/attendance.toml."""

    SUSPENDED = "SUSP", "Suspension"
    LUNCHTIMES = "LNCH", "Lunchtime suspension"
    PERMANENT = "PERM", "Permanent exclusion"


class EarlyReview(TextChoices):
    """Whether the plan was looked at again before or soon after an exclusion."""

    NOT_YET = "", "Not decided yet"
    ASKED = "asked", "An early review is being arranged"
    HELD = "held", "It was held"
    NOT_NEEDED = "not", "Not needed, for the reason written"

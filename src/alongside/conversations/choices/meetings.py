"""How people meet, what they answer, and where a meeting and a wish for one stand."""

from django.db.models import TextChoices


class Way(TextChoices):
    """How people come together."""

    FACE = "face", "Face to face at the setting"
    PHONE = "phone", "By telephone"
    VIDEO = "video", "By video"
    HOME = "home", "At home"
    ELSEWHERE = "elsewhere", "Somewhere else"


class MeetingState(TextChoices):
    """Where a meeting stands."""

    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class Interpreting(TextChoices):
    """How it is with the interpreter of a meeting."""

    NONE = "", "Nothing said yet"
    ASKED = "asked", "Asked for"
    BOOKED = "booked", "Booked"
    CAME = "came", "Came"
    ABSENT = "absent", "Did not come"


class Reply(TextChoices):
    """What an invited person answers."""

    NONE = "", "Not answered yet"
    COMING = "coming", "Coming"
    NOT_COMING = "not_coming", "Not coming"
    ANOTHER_TIME = "another_time", "Asks for another time"


class ShownFrom(TextChoices):
    """From when the others read what somebody wrote before a meeting."""

    BEGINS = "begins", "When the meeting begins"
    NOW = "now", "As soon as I save it"
    MINE = "mine", "Not at all: these are notes for myself"


class AskState(TextChoices):
    """Where a wish for a meeting stands."""

    WAITING = "waiting", "Waiting for an answer"
    MEETING = "meeting", "A meeting is planned"
    REASON = "reason", "Answered"


class PointUse(TextChoices):
    """What became of a point of a meeting (S13)."""

    OPEN = "open", "Not used yet"
    GOAL = "goal", "A goal in the plan"
    ACTION = "action", "An action"
    WORDS = "words", "In the plan"
    NOTE = "note", "Kept as a note"

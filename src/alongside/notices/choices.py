"""How a message that a person carries came to whom it is for."""

from django.db.models import TextChoices


class Carried(TextChoices):
    """What came of a call or a letter."""

    SPOKE = "spoke", "Told them"
    NO_ANSWER = "no-answer", "No answer"
    POSTED = "posted", "Posted"

"""The states of a disagreement, and the steps of the way forward."""

from django.db.models import TextChoices


class State(TextChoices):
    """Only the one who raised it ends it."""

    OPEN = "open", "Open"
    SETTLED = "settled", "Settled"
    CLOSED = "closed", "Closed by the one who raised it"


class StepKind(TextChoices):
    """The steps of the way forward, from the first to the last (R17)."""

    CONVERSATION = "conversation", "Conversation"
    MEETING = "meeting", "Meeting"
    MEDIATION = "mediation", "Mediation"
    COMPLAINT = "complaint", "Complaint"
    APPEAL = "appeal", "Appeal"

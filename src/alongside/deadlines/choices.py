"""Small fixed lists of legal dates."""

from django.db.models import TextChoices


class WorkKind(TextChoices):
    """What a legal date of a council's work is about: how the list of work is narrowed."""

    REQUEST = "request", "Requests and assessments"
    ADVICE = "advice", "Advice asked for"
    CONSULTATION = "consultation", "Settings asked"
    REVIEW = "review", "Yearly reviews and changes"
    PHASE = "phase", "Changes of phase"
    MOVE = "move", "Moves between areas"
    REASSESSMENT = "reassessment", "New assessments"
    APPEAL = "appeal", "Mediation and appeals"
    BUDGET = "budget", "Direct payments"
    ENDING = "ending", "Plans that are to end"

"""Small fixed lists of statutory casework."""

from django.db.models import TextChoices


class CaseState(TextChoices):
    """Where a request has come to."""

    CONSIDERING = "considering", "The council is deciding whether to assess"
    ASSESSING = "assessing", "The council is assessing"
    NOT_ASSESSED = "not-assessed", "The council decided not to assess"
    PLANNING = "planning", "The council is writing a plan"
    ISSUED = "issued", "A plan was issued"
    NO_PLAN = "no-plan", "The council decided that there will be no plan"
    WITHDRAWN = "withdrawn", "The request was taken back"


RUNNING = (CaseState.CONSIDERING, CaseState.ASSESSING, CaseState.PLANNING)
"""States in which the council has something to do by a legal date."""


class AskedBy(TextChoices):
    """Who may ask: CFA 2014 s.36(1). Others bring a child to the council's attention (s.23, s.24)."""

    PARENT = "parent", "A parent"
    YOUNG_PERSON = "young-person", "The young person"
    SETTING = "setting", "The school, nursery or college"
    COUNCIL = "council", "The council, which learned of the child in another way"


class Route(TextChoices):
    """How the request reached the council. The law asks for no form."""

    HERE = "here", "In this service"
    LETTER = "letter", "By letter"
    EMAIL = "email", "By e-mail"
    PHONE = "phone", "By telephone"
    FACE = "face", "Face to face"


class Question(TextChoices):
    """What is decided."""

    ASSESS = "assess", "Whether to assess"
    PLAN = "plan", "Whether to write a plan"

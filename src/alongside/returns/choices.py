"""Small fixed lists of the returns."""

from django.db.models import TextChoices


class Form(TextChoices):
    """What is made for a council."""

    XML = "xml", "SEN2: XML for the collection"
    MODULES = "modules", "SEN2: one CSV file a module"
    WORKBOOK = "workbook", "SEN2: workbook"
    LISTS = "lists", "Inspection: lists of children with plans and with SEN support"


class RunState(TextChoices):
    """Where the making of a file has come to."""

    WAITING = "waiting", "Waiting to begin"
    WORKING = "working", "Being made"
    DONE = "done", "Ready"
    REFUSED = "refused", "Not made"


class Officer(TextChoices):
    """Whether the council has a designated officer."""

    YES = "Y", "Yes"
    NO = "N", "No"
    RECRUITING = "R", "Recruitment is in progress"

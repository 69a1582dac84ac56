"""Small fixed lists of the returns."""

from django.db.models import TextChoices


class Form(TextChoices):
    """What is made for a council."""

    XML = "xml", "SEN2 as XML"
    MODULES = "modules", "SEN2 as module files"
    WORKBOOK = "workbook", "SEN2 as a workbook"
    LISTS = "lists", "Lists of an inspection"


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

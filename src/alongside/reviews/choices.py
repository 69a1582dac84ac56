"""How a review answers: outcome by outcome, question by question, voice by voice."""

from django.db.models import TextChoices


class Verdict(TextChoices):
    """Whether an outcome was reached (O21)."""

    MET = "met", "Met"
    PARTLY = "partly", "Partly met"
    NOT_MET = "not", "Not met yet"


class Next(TextChoices):
    """What comes next for an outcome or for help."""

    KEEP = "keep", "Keep it as it is"
    CHANGE = "change", "Change it"
    MORE = "more", "More help"
    LESS = "less", "Less help: step it down"
    STOP = "stop", "It ends"


OUTCOME_NEXT = (Next.KEEP, Next.CHANGE, Next.STOP)
HELP_NEXT = (Next.KEEP, Next.MORE, Next.LESS, Next.STOP)


class Question(TextChoices):
    """The four questions each voice answers apart (O22)."""

    WORKING = "working", "What is working?"
    NOT_WORKING = "not_working", "What is not working?"
    CHANGE = "change", "What needs to change?"
    NEXT = "next", "What happens next?"


class Column(TextChoices):
    """Who answers: each voice has a column of its own."""

    CHILD = "child", "The child or young person"
    FAMILY = "family", "Family"
    SETTING = "setting", "The setting"
    OTHERS = "others", "Others who help"

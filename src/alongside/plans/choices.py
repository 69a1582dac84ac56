"""States of a plan and its versions, and what a signer may answer."""

from django.db.models import TextChoices


class PlanState(TextChoices):
    """Where a plan is. A child has at most one that is not closed."""

    DRAFTING = "drafting", "Being written"
    PROPOSED = "proposed", "Ready to read and agree"
    AGREED = "agreed", "Agreed"
    CLOSED = "closed", "Closed"


class VersionState(TextChoices):
    """What became of a version that was put forward."""

    PROPOSED = "proposed", "Waiting for the family"
    AGREED = "agreed", "Agreed"
    WITHDRAWN = "withdrawn", "Taken back for changes"
    REPLACED = "replaced", "Replaced by a later version"


class Decision(TextChoices):
    """What a signer answers. Disagreement is kept beside the plan, never deleted."""

    AGREE = "agree", "I agree"
    DISAGREE = "disagree", "I don't agree"
    UNSURE = "unsure", "I'm not sure"
    RATHER_NOT = "rather_not", "I don't want to say"

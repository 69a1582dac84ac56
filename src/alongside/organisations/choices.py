"""Kinds of organisation and phases of education."""

from django.db.models import TextChoices


class OrganisationKind(TextChoices):
    """What an organisation is."""

    COUNCIL = "council", "Council"
    SETTING = "setting", "School, nursery or college"
    SERVICE = "service", "Service"


class Phase(TextChoices):
    """The phase of education of a setting."""

    EARLY_YEARS = "early_years", "Early years"
    PRIMARY = "primary", "Primary"
    SECONDARY = "secondary", "Secondary"
    SPECIAL = "special", "Special"
    COLLEGE = "college", "College"

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


class LocalServiceKind(TextChoices):
    """Whom the letters of a council have to name, by their order in a letter (SI 2014/1530 reg 5, 14 and 32)."""

    MEDIATION = "mediation", "Mediation adviser"
    ADVICE = "advice", "Information, advice and support service (SENDIASS)"
    RESOLUTION = "resolution", "Disagreement resolution service"
    COUNCIL = "council", "Whom to tell at the council that you want mediation"

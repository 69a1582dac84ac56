"""Small fixed lists of the education, health and care plan."""

from django.db.models import TextChoices


class EhcPlanState(TextChoices):
    """Where a plan has come to."""

    DRAFTING = "drafting", "The council is writing the draft"
    WITH_FAMILY = "with-family", "The draft is with the family"
    FINAL = "final", "The plan is in force"
    AMENDING = "amending", "The plan is in force, and changes are being made"
    CEASING = "ceasing", "The plan is to end, and stays in force until then"
    CEASED = "ceased", "The plan has ended"


IN_FORCE = (EhcPlanState.FINAL, EhcPlanState.AMENDING, EhcPlanState.CEASING)
"""States in which what section F says must be given (CFA 2014 s.42): also until a decision to end it can no longer
be appealed (s.45(4))."""


class Origin(TextChoices):
    """How the plan came to be here."""

    HERE = "here", "Made in this service"
    PAPER = "paper", "Taken in from a plan on paper"
    TRANSFERRED = "transferred", "Transferred by another council"


class VersionKind(TextChoices):
    """What a frozen version is."""

    DRAFT = "draft", "Draft"
    FINAL = "final", "Final plan"
    AMENDED_DRAFT = "amended-draft", "Proposed changes"
    AMENDED_FINAL = "amended-final", "Amended final plan"


FINAL_KINDS = (VersionKind.FINAL, VersionKind.AMENDED_FINAL)


class Because(TextChoices):
    """What a version was made for."""

    INITIAL = "initial", "The first plan"
    ANNUAL_REVIEW = "annual-review", "The annual review"
    EARLY_REVIEW = "early-review", "An early review"
    REASSESSMENT = "reassessment", "A new assessment"
    ORDER = "order", "An order of the Tribunal"
    MEDIATION = "mediation", "What was agreed in mediation"
    TRANSFER = "transfer", "A move to this council’s area"
    PHASE_TRANSFER = "phase-transfer", "A change of phase"
    OTHER = "other", "Another change"


class CeaseReason(TextChoices):
    """Why a plan ended: the codes of the SEN2 collection."""

    MAXIMUM_AGE = "1", "Reached the oldest age for a plan"
    NEEDS_MET = "2", "Needs are met without a plan, in education or training"
    HIGHER_EDUCATION = "3", "Went on to higher education"
    EMPLOYMENT = "4", "Went into paid work that is no apprenticeship"
    TRANSFERRED = "5", "Transferred to another council in England"
    NO_LONGER_WISHES = "6", "The young person does not want to go on"
    LEFT_ENGLAND = "7", "Moved outside England"
    DIED = "8", "Died"
    OTHER = "9", "Another reason"


class SettingCode(TextChoices):
    """What section I names where it is no school with a number: the codes of the SEN2 collection."""

    COUNCIL_ARRANGES = "OLA", "Education otherwise than in a school, arranged by the council (s.61)"
    PARENT_ARRANGES = "OPA", "Arranged by the parents (s.42(5)), other than education at home"
    HOME = "EHE", "Education at home, by the family’s choice"
    EARLY_YEARS = "EYP", "An early years provider without a number"
    TYPE_ONLY = "OTH", "Another setting, or a type of setting only"

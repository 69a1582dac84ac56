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
    TRANSFERRED = "transferred", "Came from another council"


class VersionKind(TextChoices):
    """What a frozen version is."""

    DRAFT = "draft", "Draft"
    FINAL = "final", "Final plan"
    AMENDED_DRAFT = "amended-draft", "Proposed changes"
    AMENDED_FINAL = "amended-final", "Amended final plan"


TITLES = {
    VersionKind.DRAFT: "Draft of the education, health and care plan",
    VersionKind.FINAL: "Education, health and care plan",
    VersionKind.AMENDED_DRAFT: "Education, health and care plan: proposed changes",
    VersionKind.AMENDED_FINAL: "Education, health and care plan, as amended",
}
"""What stands at the top of a version, on screen and on paper."""

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
    TAKEN_IN = "taken-in", "Written down from the plan on paper"
    CORRECTED = "corrected", "A mistake in writing it down, put right"
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


class Section(TextChoices):
    """The sections in which statements are written. I names a setting, K lists the advice: neither holds statements."""

    A = "A", "Section A"
    B = "B", "Section B"
    C = "C", "Section C"
    D = "D", "Section D"
    E = "E", "Section E"
    F = "F", "Section F"
    G = "G", "Section G"
    H1 = "H1", "Section H1"
    H2 = "H2", "Section H2"
    J = "J", "Section J"


class Whose(TextChoices):
    """Whose words a statement is in. Section A says it of each (Code of Practice 9.69)."""

    CHILD = "child", "The child or young person"
    PARENT = "parent", "The family"
    PROFESSIONAL = "professional", "Professionals"


class AnswerKind(TextChoices):
    """What a parent or young person says about a version that was served (CFA 2014 s.38(2))."""

    COMMENT = "comment", "Says something"
    AGREE = "agree", "Agrees"
    DISAGREE = "disagree", "Sees it differently"
    SETTING = "setting", "Asks for a setting"
    MEETING = "meeting", "Asks for a meeting"


class Became(TextChoices):
    """What became of what a family said."""

    CHANGED = "changed", "The plan was changed"
    PARTLY = "partly", "The plan was changed in part"
    KEPT = "kept", "The plan stays as it is here"
    MET = "met", "We met"
    TAKEN_BACK = "taken-back", "The family took it back"


class LetterKind(TextChoices):
    """What a letter of a plan is."""

    DRAFT = "draft", "The draft plan, and what you can do"
    FINAL = "final", "The final plan, and your rights"
    NOTICE = "notice", "Proposed changes, and what you can do"
    AMENDED = "amended", "The changed plan, and your rights"
    UNCHANGED = "unchanged", "The plan stays as it is, and your rights"
    NAMED = "named", "To the setting that the plan names"
    COMMISSIONER = "commissioner", "To the health commissioner"
    PASSED = "passed", "The plan has passed to another council"


class ReplyKind(TextChoices):
    """What a setting answers to a consultation."""

    CAN = "can", "We can meet these needs"
    CANNOT = "cannot", "We think that we should not be named"


class Ground(TextChoices):
    """The only reasons for which a setting that a family asks for need not be named: CFA 2014 s.39(4)."""

    UNSUITABLE = "unsuitable", "It would be unsuitable for the child’s age, ability, aptitude or needs"
    OTHERS = "others", "It would not be compatible with the efficient education of others"
    RESOURCES = "resources", "It would not be compatible with the efficient use of resources"

"""Small lists of a setting's provision."""

from django.db.models import TextChoices


class Wave(TextChoices):
    """For whom an intervention is."""

    UNIVERSAL = "universal", "For everyone in class"
    TARGETED = "targeted", "For some, for a time"
    SPECIALIST = "specialist", "For one child's particular need"


class GivenBy(TextChoices):
    """Who gives it."""

    TEACHER = "teacher", "Class teacher"
    ASSISTANT = "assistant", "Teaching assistant"
    HIGHER_ASSISTANT = "higher", "Higher level teaching assistant"
    SENCO = "senco", "SENCo"
    SPECIALIST = "specialist", "Therapist or specialist teacher"
    VOLUNTEER = "volunteer", "Volunteer"


class Rating(TextChoices):
    """How strong the evidence is, in the product's own words."""

    STRONG = "strong", "Several good studies found that it helps"
    PROMISING = "promising", "First studies found that it helps"
    MIXED = "mixed", "Studies do not agree"
    PRACTICE = "practice", "People who use it find that it helps; little research"
    UNKNOWN = "unknown", "Not known"


class TeacherInduction(TextChoices):
    """Statutory induction of a teacher."""

    DONE = "done", "Completed"
    NOT_NEEDED = "not_needed", "Not required of them"
    NOT_DONE = "not_done", "Not completed yet"


class SencoCourse(TextChoices):
    """Courses that lead to a SENCo's qualification; which of them counts, and when, is in the law's own data."""

    NASENCO = "nasenco", "NASENCO award"
    NPQ = "npq", "NPQ for SENCOs"


class IncomeKind(TextChoices):
    """What money is, as funding rules tell it apart."""

    NOTIONAL = "notional", "Notional SEN budget"
    TOP_UP = "top_up", "Top-up for a group or class"
    OTHER = "other", "Other income"


class PracticeKind(TextChoices):
    """What one setting shares with others."""

    INTERVENTION = "intervention", "Intervention"
    STRATEGY = "strategy", "Strategy for the classroom"
    TEMPLATE = "template", "Template"


class AreaEntryKind(TextChoices):
    """What the area says to a setting."""

    SUPPORT = "support", "Support"
    CHALLENGE = "challenge", "Challenge"


class Side(TextChoices):
    """One of the two who agree what is done."""

    SETTING = "setting", "The setting"
    COUNCIL = "council", "The council"

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

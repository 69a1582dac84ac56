"""Small fixed lists about children."""

from django.db.models import TextChoices


class SenProvision(TextChoices):
    """School census codes for the level of support (law-and-data 2.5)."""

    NONE = "N", "No special educational needs recorded"
    SUPPORT = "K", "SEN support"
    PLAN = "E", "Education, health and care plan"


class Sex(TextChoices):
    """As the school census records it."""

    MALE = "M", "Male"
    FEMALE = "F", "Female"


class Basis(TextChoices):
    """Why a standing exists. Agreement is one of four, never the only one."""

    AGREEMENT = "agreement", "agreed by the family"
    DUTY = "duty", "a duty in law"
    SAFEGUARDING = "safeguarding", "a safeguarding decision"
    COURT_ORDER = "court_order", "a court order"


class IdentifierKind(TextChoices):
    """Numbers by which other systems know a child."""

    UPN = "upn", "Unique pupil number"
    FORMER_UPN = "former_upn", "Former unique pupil number"
    ULN = "uln", "Unique learner number"
    NHS = "nhs", "NHS number"

    @property
    def purpose(self) -> str:
        """What its blind index is made for: former and present pupil numbers are looked up alike."""
        return self.UPN.value if self is IdentifierKind.FORMER_UPN else self.value


class Deciding(TextChoices):
    """What capacity is asked about: one decision, never a whole person (Mental Capacity Act 2005 s.2)."""

    PLAN = "plan", "Saying what they think of a plan, and signing it"
    REQUEST = "request", "Asking for an assessment, a review or a budget"
    APPEAL = "appeal", "Mediation and appeal"
    READING = "reading", "Saying who in the family may read"


class Authority(TextChoices):
    """By what somebody decides for a young person who lacks capacity for a decision (SI 2014/1530 reg 64)."""

    DEPUTY = "deputy", "Deputy of the Court of Protection"
    ATTORNEY = "attorney", "Lasting or enduring power of attorney"
    PARENT = "parent", "Parent, where there is no other representative"


class SharingReply(TextChoices):
    """What a signer says to one line. Only a yes opens what a no has closed."""

    AGREE = "agree", "I agree"
    DISAGREE = "disagree", "I don't agree"
    UNSURE = "unsure", "I'm not sure"
    RATHER_NOT = "rather_not", "I don't want to say"

"""Roles a person can act in, and the kinds of standing that tie someone to a child."""

from django.db.models import TextChoices


class Role(TextChoices):
    """The hat worn for one request. One request acts in one role; roles are never added together."""

    FAMILY = "family", "Family"
    SENCO = "senco", "SENCo"
    HEAD = "head", "Head"
    GOVERNOR = "governor", "Governor"
    CLASS_TEACHER = "class_teacher", "Class teacher"
    TEACHING_ASSISTANT = "teaching_assistant", "Teaching assistant"
    SUPPLY = "supply", "Supply staff"
    OFFICE = "office", "School office"
    SAFEGUARDING_LEAD = "safeguarding_lead", "Safeguarding lead"
    PROFESSIONAL = "professional", "Professional"
    ADVISER = "adviser", "Family adviser"
    CASEWORKER = "caseworker", "SEND caseworker"
    SEND_MANAGER = "send_manager", "SEND manager"
    STRATEGY_LEAD = "strategy_lead", "Strategy lead"
    ADMINISTRATOR = "administrator", "System administrator"
    SYSTEM = "system", "The system itself"
    NOBODY = "nobody", "Not signed in"


CLASS_ROLES = frozenset({Role.CLASS_TEACHER, Role.TEACHING_ASSISTANT, Role.SUPPLY})
"""Roles that reach a child only through a class they teach today."""


class StandingKind(TextChoices):
    """Why someone may know a child. Held by a person or by an organisation, between two dates."""

    CHILD = "child", "is this child or young person"
    PARENT = "parent", "parent with parental responsibility"
    CARER = "carer", "parent or carer without parental responsibility"
    ADVOCATE = "advocate", "invited by the family to stand beside them"
    LEAD_WORKER = "lead_worker", "lead worker"
    INVITED = "invited", "professional invited to this child"
    ATTENDS = "attends", "attends this setting"
    MAINTAINS = "maintains", "council responsible for this child"
    CONSULTED = "consulted", "setting asked whether it can meet the needs of a plan"


FAMILY_KINDS = frozenset({StandingKind.CHILD, StandingKind.PARENT, StandingKind.CARER})


class RestrictionKind(TextChoices):
    """Denials that beat every grant."""

    COURT_ORDER = "court_order", "court order"
    PROPOSED = "proposed", "restriction proposed, not yet decided"
    CONFLICT = "conflict", "conflict of interest"
    SHIELD = "shield", "address and setting shielded"
    YOUNG_PERSON = "young_person", "the young person’s own choice"
    SUPPORTER = "supporter", "a shorter view after 16"


SHUTS_OUT = frozenset(
    {
        RestrictionKind.COURT_ORDER,
        RestrictionKind.PROPOSED,
        RestrictionKind.CONFLICT,
        RestrictionKind.YOUNG_PERSON,
    }
)
"""Restrictions on one person that close the child's record to them altogether. A supporter's leaves a shorter view."""


class SharingLine(TextChoices):
    """The lines of the sharing page, each agreed, declined or withdrawn apart (A0 to A4 and the switches)."""

    AUTHORS = "authors", "the people who write it"
    SETTING = "setting", "all staff who teach or support the child"
    OUTSIDE = "outside", "one named person or service outside"
    COUNCIL = "council", "the council’s SEND team"
    NEXT_SETTING = "next-setting", "the next setting"
    RESEARCH = "research", "research without names"
    SUPPLY = "supply", "the one page profile for supply staff"
    PRIVATE_WORDS = "private-words", "private words with one named adult"

"""Whose words, how they were gathered, who may read them, and the kinds of statement."""

from django.db.models import TextChoices


class Voice(TextChoices):
    """Whose words a passage is in. Each is drawn differently everywhere, print included."""

    CHILD = "child", "The child or young person"
    PARENT = "parent", "Family"
    PROFESSIONAL = "professional", "Professionals"


class Gathered(TextChoices):
    """How words were gathered. Needed for every passage in the child's voice."""

    SAID = "said", "Said"
    SIGNED = "signed", "Signed"
    TYPED = "typed", "Typed or written themselves"
    DRAWN = "drawn", "Drawn or shown with pictures"
    OBSERVED = "observed", "Seen by someone who knows them well"
    TOLD_BY_PARENT = "told_by_parent", "Told by a parent"
    ON_PAPER = "on_paper", "Written on paper"


class Audience(TextChoices):
    """Who may read a passage."""

    SHARED = "shared", "Everyone who can see the plan"
    PRIVATE = "private", "Only the child and one adult the child names"


class StatementKind(TextChoices):
    """What a statement is. Needs, outcomes, steps and provision are statements with a place in the thread."""

    PASSAGE = "passage", "Passage"
    NEED = "need", "Need"
    OUTCOME = "outcome", "Outcome"
    STEP = "step", "Step"
    PROVISION = "provision", "Provision"


class Ring(TextChoices):
    """The rings of a circle of support, from the child outwards."""

    CLOSEST = "1", "Closest to me"
    FRIENDS = "2", "Friends and people I like"
    HELPERS = "3", "People who help me"

"""Small fixed lists of the yearly review of an EHC plan, of its promises and of its end."""

from django.db.models import TextChoices


class ReviewKind(TextChoices):
    """Why the plan is reviewed now."""

    ANNUAL = "annual", "The yearly review"
    EARLY = "early", "An early review"
    PHASE = "phase", "The review before a change of phase"


class Phase(TextChoices):
    """A change of phase: SI 2014/1530 regulations 2 and 18."""

    TO_SCHOOL = "to-school", "From early years to school"
    TO_JUNIOR = "to-junior", "From infant to junior school"
    TO_MIDDLE = "to-middle", "From primary to middle school"
    TO_SECONDARY = "to-secondary", "To secondary school"
    TO_POST_16 = "to-post-16", "From school to a post-16 setting"
    BETWEEN_POST_16 = "between-post-16", "From one post-16 setting to another"


class ChildLeads(TextChoices):
    """How far the child or young person leads the meeting."""

    ALL = "all", "They lead the meeting"
    PART = "part", "They lead a part of it"
    THERE = "there", "They come, and somebody else leads"
    OTHERWISE = "otherwise", "They are heard in another way"

    @property
    def to_the_child(self) -> str:
        """The same, said to the child or young person themselves."""
        return self.label.replace("They are", "You are").replace("They", "You")


class Seat(TextChoices):
    """As whom somebody is asked to the review: SI 2014/1530 regulation 20(2) and 21."""

    YOUNG_PERSON = "child", "The child or young person"
    PARENT = "parent", "Parent or carer"
    SETTING = "setting", "The school, nursery or college"
    COUNCIL = "council", "SEND officer of the council"
    HEALTH = "health", "Health professional"
    SOCIAL_CARE = "social-care", "Social care officer"
    SOCIAL_WORKER = "social-worker", "The child’s social worker"
    OTHER_COUNCIL = "other-council", "The council where the child lives or goes to school"
    ADULT_LIFE = "adult-life", "Somebody who helps to plan for adult life"
    OTHER = "other", "Somebody else who knows the child"

    @property
    def inside(self) -> str:
        """The label as it stands inside a sentence."""
        return self.label if self.label.startswith("SEND") else self.label[0].lower() + self.label[1:]


class Topic(TextChoices):
    """What a review meeting talks about."""

    GOING_WELL = "going-well", "What goes well"
    PROGRESS = "progress", "How far each outcome has come"
    HELP = "help", "Whether the help in the plan is given, and whether it helps"
    WISHES = "wishes", "What the child or young person wants"
    FAMILY = "family", "What the family says"
    EMPLOYMENT = "employment", "Learning and work"
    INDEPENDENCE = "independence", "Living as independently as possible"
    COMMUNITY = "community", "Friends and taking part"
    HEALTH = "health", "Good health"


ADULT_LIFE = (Topic.EMPLOYMENT, Topic.INDEPENDENCE, Topic.COMMUNITY, Topic.HEALTH)
"""The four areas of preparing for adulthood."""


class ChangeKind(TextChoices):
    """What is proposed for the plan."""

    ADD = "add", "Add"
    CHANGE = "change", "Change"
    REMOVE = "remove", "Take out"


class Outcome(TextChoices):
    """What the council decides after a review: SI 2014/1530 regulation 20(10)."""

    MAINTAIN = "maintain", "The plan stays as it is"
    AMEND = "amend", "The plan changes"
    CEASE = "cease", "The plan ends"


class EarlyAnswer(TextChoices):
    """What becomes of a request for an early review."""

    WAITING = "waiting", "The council is deciding"
    YES = "yes", "There will be an early review"
    NO = "no", "No early review"


class Check(TextChoices):
    """When somebody asks whether the help in section F is given."""

    FIRST = "first", "Four weeks after the plan was sent"
    TERM = "term", "Each term"


class Kept(TextChoices):
    """Whether one promise of section F is kept."""

    YES = "yes", "Given as the plan says"
    PARTLY = "partly", "Given in part"
    NO = "no", "Not given"


class CeaseState(TextChoices):
    """Where the end of a plan has come to."""

    CONSULTING = "consulting", "The council asks what you think before it decides"
    DECIDED = "decided", "Decided. The plan goes on until the time to appeal is over"
    ENDED = "ended", "The plan has ended"
    STOPPED = "stopped", "The plan goes on"

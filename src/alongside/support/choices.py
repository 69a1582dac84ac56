"""States of an action and of help that was promised, and why help did not come."""

from django.db.models import TextChoices


class ActionState(TextChoices):
    """Where an action is."""

    OPEN = "open", "To do"
    DONE = "done", "Done"
    DROPPED = "dropped", "Not needed any more"


class ActionStep(TextChoices):
    """What happened to an action, as its history tells it."""

    ADDED = "added", "Agreed"
    HANDED_OVER = "handed_over", "Handed over"
    DONE = "done", "Done"
    DROPPED = "dropped", "Not needed any more"


class DeliveryState(TextChoices):
    """What became of help that was planned for a day or a week."""

    GIVEN = "given", "Given as planned"
    PARTLY = "partly", "Given in part"
    MISSED = "missed", "Not given"


class MissedReason(TextChoices):
    """Why help was not given, or not in full."""

    STAFF_AWAY = "staff_away", "A member of staff was away"
    CHILD_AWAY = "child_away", "The child was away"
    NOT_WANTED = "not_wanted", "The child did not want it that day"
    TRIP = "trip", "A trip, a test or an event"
    NO_ROOM = "no_room", "No room or equipment"
    CHANGED = "changed", "It was changed on the day"
    CLOSED = "closed", "The setting was closed"
    OTHER = "other", "Another reason"


class AskedKind(TextChoices):
    """What somebody asks for, or says they see."""

    WISH = "wish", "Asked for something"
    SEEN = "seen", "Said what they see"


class Moment(TextChoices):
    """When a score was taken, seen from the help it belongs to."""

    BEFORE = "before", "Before the help began"
    DURING = "during", "While it goes on"
    AFTER = "after", "After it"


class ConcernSource(TextChoices):
    """Where a concern comes from."""

    STAFF = "staff", "Somebody at the setting"
    FAMILY = "family", "A parent or carer"
    CHILD = "child", "The child or young person"
    TWO_YEAR_CHECK = "two_year", "The two-year check"


class ConcernOutcome(TextChoices):
    """What a setting does about a concern."""

    CLASS = "class", "The class changes something"
    SUPPORT = "support", "SEN support begins"
    REFER = "refer", "We ask a specialist"
    WATCH = "watch", "We watch how it goes, and look again"
    NOTHING = "nothing", "Nothing more for now"


class SupportStage(TextChoices):
    """At which stage a child first got help."""

    CLASS = "class", "What the class offers to everyone"
    SUPPORT = "support", "SEN support"


class Stage(TextChoices):
    """The four stages of a cycle, in their order, and its end."""

    ASSESS = "assess", "Assess"
    PLAN = "plan", "Plan"
    DO = "do", "Do"
    REVIEW = "review", "Review"
    FINISHED = "finished", "Finished"


class Decision(TextChoices):
    """What a review of a cycle decides for one outcome."""

    CONTINUE = "continue", "Go on as it is"
    CHANGE = "change", "Change what we aim for"
    MORE = "more", "More help"
    LESS = "less", "Less help: step it down"
    ENDS = "ends", "Reached: this help ends"
    REFER = "refer", "Ask a professional"
    ASSESSMENT = "assessment", "Ask the council for an assessment"


class ReferralState(TextChoices):
    """Where a request to a professional outside is."""

    ASKED = "asked", "Asked"
    RECEIVED = "received", "They have it"
    ANSWERED = "answered", "Answered"
    DECLINED = "declined", "They said no"
    WITHDRAWN = "withdrawn", "Taken back"


class ReferralMove(TextChoices):
    """What happens to a request to a professional."""

    ASK = "ask", "Asked"
    RECEIVE = "receive", "They said that they have it"
    CHASE = "chase", "Asked again"
    HAND_OVER = "hand_over", "Somebody else there has it now"
    ANSWER = "answer", "Answered"
    DECLINE = "decline", "They said no"
    WITHDRAW = "withdraw", "Taken back"


class OfferState(TextChoices):
    """What became of something that every class is expected to offer."""

    HELPS = "helps", "In place, and it helps"
    HELPS_LITTLE = "little", "In place, and it helps a little"
    NO_CHANGE = "no_change", "In place, no change yet"
    TOO_SOON = "too_soon", "In place, too soon to say"
    STOPPED = "stopped", "Tried and stopped"


class LetterTold(TextChoices):
    """How somebody was given a letter."""

    PRODUCT = "product", "Here, behind their sign-in"
    HAND = "hand", "On paper, by hand"
    POST = "post", "By post"
    TOLD = "told", "Told face to face or by telephone, with the letter on the way"

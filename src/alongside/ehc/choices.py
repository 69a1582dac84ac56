"""Small fixed lists of statutory casework."""

from django.db.models import TextChoices


class CaseKind(TextChoices):
    """A first assessment, or a new one of somebody who has a plan: CFA 2014 s.36 and s.44(2)."""

    FIRST = "first", "A first assessment"
    AGAIN = "again", "A new assessment"


class CaseState(TextChoices):
    """Where a request has come to."""

    CONSIDERING = "considering", "The council is deciding whether to assess"
    ASSESSING = "assessing", "The council is assessing"
    NOT_ASSESSED = "not-assessed", "The council decided not to assess"
    PLANNING = "planning", "The council is writing a plan"
    ISSUED = "issued", "A plan was issued"
    NO_PLAN = "no-plan", "The council decided that there will be no plan"
    SENT_BACK = "sent-back", "The council is deciding again whether to write a plan"
    UNCHANGED = "unchanged", "The plan stays as it is"
    PLAN_ENDED = "plan-ended", "The plan ended"
    WITHDRAWN = "withdrawn", "The request was taken back"


RUNNING = (CaseState.CONSIDERING, CaseState.ASSESSING, CaseState.SENT_BACK, CaseState.PLANNING)
"""States in which the council has something to do by a legal date."""


class AskedBy(TextChoices):
    """Who may ask: CFA 2014 s.36(1). Others bring a child to the council's attention (s.23, s.24)."""

    PARENT = "parent", "A parent"
    YOUNG_PERSON = "young-person", "The young person"
    SETTING = "setting", "The school, nursery or college"
    COUNCIL = "council", "The council, which learned of the child in another way"


class Route(TextChoices):
    """How the request reached the council. The law asks for no form."""

    HERE = "here", "In this service"
    LETTER = "letter", "By letter"
    EMAIL = "email", "By e-mail"
    PHONE = "phone", "By telephone"
    FACE = "face", "Face to face"


class Because(TextChoices):
    """Why what was decided came out otherwise. The decision itself stays as it was made (SEN2 rule 4)."""

    MEDIATION = "mediation", "What was agreed in mediation"
    NOT_OPPOSED = "not-opposed", "The council did not oppose the appeal"
    ORDER = "order", "An order of the Tribunal"
    SENT_BACK = "sent-back", "An order of the Tribunal to decide again"


class Question(TextChoices):
    """What is decided."""

    ASSESS = "assess", "Whether to assess"
    PLAN = "plan", "Whether to write a plan"
    AGAIN = "again", "Whether to write a plan, decided again"
    CHANGE = "change", "Whether to change the plan"


class Limb(TextChoices):
    """Whose advice the law asks for: SI 2014/1530 reg 6(1) (a) to (h), and reg 6(2)."""

    FAMILY = "family", "The family and the young person"
    EDUCATION = "education", "Education"
    SENSORY = "sensory", "Education: a teacher qualified for hearing or vision"
    DEFENCE = "defence", "Education: the Secretary of State for Defence"
    MEDICAL = "medical", "Health"
    PSYCHOLOGY = "psychology", "An educational psychologist"
    SOCIAL_CARE = "social-care", "Social care"
    ADULTHOOD = "adulthood", "Preparing for adult life"
    ASKED_FOR = "asked-for", "Somebody the family asked for"
    OTHER = "other", "Somebody else whose advice is needed"


class AdviceState(TextChoices):
    """Where a request for advice has come to. Whether it is late is worked out, never kept."""

    PROPOSED = "proposed", "Existing advice may be used again"
    ASKED = "asked", "Asked"
    RECEIVED = "received", "They have the request"
    GIVEN = "given", "The advice is here"
    NOT_NEEDED = "not-needed", "Not needed any more"


ADVICE_OPEN = (AdviceState.ASKED, AdviceState.RECEIVED)
"""States in which somebody is to answer."""


class AdviceKind(TextChoices):
    """What advice has to speak of: SI 2014/1530 reg 6(1), needs, provision and outcomes; and what goes well."""

    STRENGTH = "strength", "What goes well"
    NEED = "need", "What is hard: a need"
    OUTCOME = "outcome", "What should become possible: an outcome"
    PROVISION = "provision", "What helps: provision"


class Party(TextChoices):
    """Who has to agree before existing advice is used again: SI 2014/1530 reg 6(4). Each for themselves."""

    AUTHOR = "author", "Who wrote it"
    COUNCIL = "council", "The council"
    FAMILY = "family", "The family"


class AdviceMove(TextChoices):
    """What happened to a request for advice, as its history tells it."""

    ASKED = "asked", "Asked"
    RECEIVED = "received", "Received"
    TAKEN = "taken", "Somebody took it on"
    HANDED_OVER = "handed-over", "Handed over"
    REMINDED = "reminded", "Reminded"
    CHASED = "chased", "Late: asked again"
    CHASED_HIGHER = "chased-higher", "Late: their manager was told"
    GIVEN = "given", "Answered"
    DROPPED = "dropped", "Not needed any more"
    PROPOSED = "proposed", "Existing advice proposed"
    AGREED = "agreed", "Existing advice agreed"
    DECLINED = "declined", "Existing advice not enough"


class Told(TextChoices):
    """Whom the law has told of a request or of the decision to assess: SI 2014/1530 reg 4, reg 5(1), (2)."""

    HEALTH = "health", "The body that arranges health care (integrated care board)"
    SOCIAL_CARE = "social-care", "Social care"
    SETTING = "setting", "The head or principal of the setting"


class PanelAdvice(TextChoices):
    """What a panel advises. It never decides: a manager does, and the law knows no panel."""

    YES = "yes", "The panel advises yes"
    NO = "no", "The panel advises no"
    MORE = "more", "The panel needs to know more"


class UnverifiedState(TextChoices):
    """Where a request made without an account has come to."""

    WAITING = "waiting", "Who asks is to be confirmed"
    TAKEN_IN = "taken-in", "Confirmed, and taken in"
    SET_ASIDE = "set-aside", "Not taken in, with the reason"

"""The states of a disagreement, and the steps of the way forward."""

from django.db.models import TextChoices


class State(TextChoices):
    """Only the one who raised it ends it."""

    OPEN = "open", "Open"
    SETTLED = "settled", "Settled"
    CLOSED = "closed", "Closed by the one who raised it"


class StepKind(TextChoices):
    """The steps of the way forward, from the first to the last (R17)."""

    CONVERSATION = "conversation", "Conversation"
    MEETING = "meeting", "Meeting"
    MEDIATION = "mediation", "Mediation"
    COMPLAINT = "complaint", "Complaint"
    APPEAL = "appeal", "Appeal"


class Ground(TextChoices):
    """What can be appealed: CFA 2014 s.51(2). A draft cannot."""

    ASSESS = "assess", "The council will not assess"
    PLAN = "plan", "The council will not make a plan"
    PLAN_AGAIN = "plan-again", "The council decided again: no plan"
    CONTENTS = "contents", "What the plan says: needs, help, the school or college named"
    REASSESS = "reassess", "The council will not assess again"
    NO_CHANGE = "no-change", "The council will not change the plan"
    CEASING = "ceasing", "The council will end the plan"


class Section(TextChoices):
    """The sections of a plan that an appeal can be about: CFA 2014 s.51(2)(c). Section I alone needs no certificate."""

    B = "B", "B: needs"
    F = "F", "F: help"
    I = "I", "I: the school or college named"  # noqa: E741 - the letter of the law


class Step(TextChoices):
    """What happens between a decision and its end: mediation (SI 2014/1530 part 4), appeal, order."""

    CONTACTED = "contacted", "Contacted the mediation adviser"
    DECLINED = "declined", "Told the adviser: no mediation"
    WANTED = "wanted", "Asked for mediation"
    HEALTH_TOLD = "health-told", "Told the health body"
    ARRANGED = "arranged", "Arranged the mediation"
    NOT_ARRANGED = "not-arranged", "Told the adviser that it cannot be arranged in time"
    ENDED = "ended", "The mediation ended"
    CERTIFICATE = "certificate", "The certificate came"
    APPEALED = "appealed", "Sent the appeal to the Tribunal"
    REGISTERED = "registered", "The Tribunal registered the appeal"
    HEARING = "hearing", "The day of the hearing was set"
    NOT_OPPOSED = "not-opposed", "The council does not oppose the appeal"
    ORDER = "order", "The Tribunal decided"
    RECOMMENDED = "recommended", "The Tribunal recommended something on health or social care"
    ANSWERED = "answered", "Answered the recommendation"
    DONE = "done", "What was agreed or ordered was done"
    WITHDRAWN = "withdrawn", "Stopped"


class Body(TextChoices):
    """Who a recommendation, or mediation about health, is for."""

    HEALTH = "health", "The health body"
    SOCIAL = "social", "Social care"


class Ended(TextChoices):
    """How a mediation ended."""

    AGREED = "agreed", "We agreed"
    PARTLY = "partly", "We agreed in part"
    NOT = "not", "We did not agree"


class Remedy(TextChoices):
    """What was agreed or ordered: SI 2014/1530 reg 44(2)."""

    ASSESS = "assess", "The council assesses"
    PLAN = "plan", "The council makes a plan"
    THINK_AGAIN = "think-again", "The council decides again"
    AMEND = "amend", "The plan is changed"
    SETTING = "setting", "Only the school or college named is changed"
    CONTINUE = "continue", "The plan goes on"
    CONTINUE_AMEND = "continue-amend", "The plan goes on, and is changed"
    OTHER = "other", "Something that cannot be appealed"
    DISMISS = "dismiss", "The decision of the council stands"


class Way(TextChoices):
    """In which direction a plan moves."""

    IN = "in", "To this council"
    OUT = "out", "To another council"


class AskedAgainBy(TextChoices):
    """Who may ask for a new assessment: CFA 2014 s.44(2). The council may also decide by itself."""

    PARENT = "parent", "A parent"
    YOUNG_PERSON = "young-person", "The young person"
    SETTING = "setting", "The school or college"
    HEALTH = "health", "The health commissioner"
    COUNCIL = "council", "The council itself"


class ReassessmentState(TextChoices):
    """Where a new assessment has come to."""

    ASKED = "asked", "The council is deciding whether to assess again"
    AGREED = "agreed", "The council is assessing again"
    REFUSED = "refused", "The council will not assess again"
    DONE = "done", "The plan that followed has been sent"
    UNCHANGED = "unchanged", "The plan stays as it is after the new assessment"
    ENDED = "ended", "The plan ended before"
    WITHDRAWN = "withdrawn", "The request was taken back"


class BudgetState(TextChoices):
    """Where a personal budget has come to."""

    ASKED = "asked", "The council is working it out"
    SET = "set", "The budget is set"
    REFUSED = "refused", "The council will make no direct payment"
    STOPPED = "stopped", "Payments have stopped"


class PaymentForm(TextChoices):
    """How a sum is used: CFA 2014 s.49(3)."""

    DIRECT = "direct", "Paid to you"
    ARRANGED = "arranged", "The council arranges it and shows the sum"
    THIRD = "third", "Somebody else holds the money for you"


class Suitable(TextChoices):
    """What is looked at before a direct payment is made: SI 2014/1652 reg 6."""

    PERSON = "person", "They can arrange the help, and nothing in law bars them from being paid"
    HELP = "help", "The money will be used for the help in the plan"
    OTHERS = "others", "It does no harm to what other children get"
    RESOURCES = "resources", "It is a good use of the council’s money"


class BudgetGround(TextChoices):
    """Why a direct payment, or a sum, is refused: SI 2014/1652 reg 6, 7 and 9; CFA 2014 s.49."""

    PERSON = "person", "The person cannot be paid"
    HELP = "help", "It would not be used for the help in the plan"
    OTHERS = "others", "It would harm what other children get"
    RESOURCES = "resources", "It is not a good use of the council’s money"
    HEAD = "head", "The school or college does not agree to a payment used there"
    NO_SUM = "no-sum", "The money cannot be taken out of what pays for a service as a whole"


class PaymentStep(TextChoices):
    """What happens to payments after the decision."""

    CONSENTED = "consented", "Agreed to be paid"
    BEGAN = "began", "Payments began"
    LOOKED = "looked", "Looked at how it goes"
    REDUCED = "reduced", "Told that a sum goes down"
    ASKED_AGAIN = "asked-again", "Asked to think again about it"
    ANSWERED = "answered", "Answered that"
    WITHDREW = "withdrew", "No longer agrees to be paid"
    STOPPED = "stopped", "Told that payments stop"

"""Pure rules of personal budgets: CFA 2014 s.49 and SI 2014/1652. There is no appeal about a sum, but a review."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from alongside.disputes.choices import BudgetGround, PaymentForm, PaymentStep, Suitable
from alongside.ehcplans.choices import EhcPlanState
from alongside.kernel.refusal import Refusal

SECTIONS = ("F", "G", "H1", "H2")
"""What a budget can be for: help of these sections. Not the place at a school or college itself."""
FEWEST_WORDS = 10


@dataclass(frozen=True)
class NewItem:
    """One sum as it is handed in. `purpose` names the needs and outcomes it meets (reg 12(1)(j) of SI 2014/1530)."""

    section: str
    help: str
    form: str
    yearly: Decimal | None
    at_setting: bool = False
    head_agreed: str = ""
    line_id: UUID | None = None
    purpose: str = ""


PLAN_ENDED = Refusal(
    "budget.plan-ended", "This plan has ended here, and so has the time for money from it.",
    "If the plan passed to another council, ask that council.",
)  # fmt: skip


def refuse_to_ask(
    state: EhcPlanState | None, *, under_review: bool, is_open: bool, words: str
) -> Refusal | None:
    """A budget is asked for while a draft is written, or a plan is reviewed, changed or assessed again (reg 4)."""
    if state is EhcPlanState.CEASED:
        return PLAN_ENDED
    writing = (EhcPlanState.DRAFTING, EhcPlanState.WITH_FAMILY, EhcPlanState.AMENDING)
    if state is None or not (state in writing or (under_review and state is EhcPlanState.FINAL)):
        return Refusal(
            "budget.when", "A budget is asked for while the plan is drafted, reviewed, changed or assessed again.",
            "Ask at the next review, or ask for an early one.",
        )  # fmt: skip
    if is_open:
        return Refusal("budget.open", "There is a budget already, or one is being worked out.", "Open it.")
    if not words.strip():
        return Refusal("budget.words", "Nothing is written yet.", "A sentence is enough.", "words")
    return None


def refuse_item(new: NewItem) -> Refusal | None:
    """A sum is for help in F, G or H; where it is used at a school or college, its head has agreed (reg 9)."""
    if new.section not in SECTIONS or not new.help.strip():
        return Refusal("budget.help", "Say for which help the sum is.", "Help of section F, G or H.", "help")
    if new.form not in PaymentForm.values:
        return Refusal("budget.form", "Say how it is used.", "Choose one.", "form")
    if new.yearly is None or new.yearly <= 0:
        return Refusal(
            "budget.sum", "Write the sum for a year.", "It must be enough for the help (reg 10).", "yearly"
        )
    if not new.purpose.strip():
        return Refusal(
            "budget.purpose",
            "Say which needs and outcomes the sum is for.",
            "Section J names them.",
            "purpose",
        )
    if new.form == PaymentForm.DIRECT and new.at_setting and not new.head_agreed.strip():
        return Refusal(
            "budget.head", "A payment used at a school or college needs its head’s agreement.",
            "Write who agreed, and when.", "head_agreed",
        )  # fmt: skip
    return None


@dataclass(frozen=True)
class Considered:
    """What was looked at (reg 6): the answer to each question of the law, and in words what was found."""

    answers: Mapping[str, bool]
    words: str


def refuse_considered(new: Considered) -> Refusal | None:
    """Each question of reg 6 is answered, and what was found is written down."""
    for one in Suitable:
        if one.value not in new.answers:
            return Refusal("budget.question", f"Not answered: {one.label.lower()}.", "Yes or no.", one.value)
    return refuse_reasons(new.words, "words")


@dataclass(frozen=True)
class NewDecision:
    """A decision as it is handed in: whether the budget is set, why not, or why not by a direct payment."""

    yes: bool
    grounds: Collection[str] = ()
    reasons: str = ""


@dataclass(frozen=True)
class BudgetNow:
    """What a decision depends on: the answers of reg 6, the forms of the sums, and who would be paid on what terms."""

    answers: Mapping[str, bool]
    forms: Collection[str]
    has_terms: bool


def refuse_decision(new: NewDecision, now: BudgetNow) -> Refusal | None:
    """What the law asks before a budget is set or refused (reg 6 to 8).

    Nothing is decided before it was considered. A yes has sums; a direct payment has somebody to be paid, on terms that
    can be read before anybody agrees to them, and no question of reg 6 that was answered with a no. A no, and a yes
    without the direct payment that was asked for, name a ground and give reasons.
    """
    if not now.answers:
        return Refusal("budget.not-considered", "Nothing was written down on what was looked at.", _CONSIDER)
    if not new.yes and not new.grounds:
        return Refusal("budget.grounds", "Say on which ground.", "Choose at least one.", "grounds")
    if not set(new.grounds) <= set(BudgetGround.values):
        return Refusal("budget.grounds", "That is not a ground.", "Choose from the list.", "grounds")
    if not new.yes or new.grounds:
        return refuse_reasons(new.reasons, "words") or (_refuse_sums(now) if new.yes else None)
    return _refuse_sums(now)


_CONSIDER = "A caseworker answers the questions of the law first."


def _refuse_sums(now: BudgetNow) -> Refusal | None:
    if not now.forms:
        return Refusal("budget.empty", "There is no sum in it.", "Write down the sums first.")
    if PaymentForm.DIRECT not in now.forms:
        return None
    no = next((one for one in Suitable if not now.answers.get(one.value)), None)
    if no is not None:
        return Refusal(
            "budget.unsuitable", f"A direct payment needs a yes here: {no.label.lower()}.",
            "Let the council arrange that help instead, or look at the question again.",
        )  # fmt: skip
    if not now.has_terms:
        return Refusal(
            "budget.terms",
            "Say who would be paid, and on what terms.",
            "They read the terms before they agree.",
        )
    return None


def refuse_terms(recipient: str, conditions: str) -> Refusal | None:
    """Somebody is named, and the conditions are written out (reg 8)."""
    if not recipient.strip():
        return Refusal("budget.recipient", "Say who would be paid.", "Write a name.", "recipient_name")
    return refuse_reasons(conditions, "words")


def has_days_left(from_on: date, until_on: date | None, on: date) -> bool:
    """Whether a sum counts on a day, or on one that is still to come."""
    return until_on is None or until_on > max(from_on, on)


@dataclass(frozen=True)
class Note:
    """Something said about a lower sum: what, about which sum, and whether that sum has days left."""

    kind: PaymentStep
    item_id: UUID
    has_days: bool
    id: UUID


def open_note(newest_first: Sequence[Note]) -> Note | None:
    """What is still open about lower sums (reg 12): a question that waits for an answer, or else the first notice that
    nobody asked about, of a sum that has days left. Each notice is asked about once, in the order they were given."""
    asked_of = {one.item_id for one in newest_first if one.kind is PaymentStep.ASKED_AGAIN}
    talk = (PaymentStep.ASKED_AGAIN, PaymentStep.ANSWERED)
    last = next((one for one in newest_first if one.kind in talk), None)
    if last is not None and last.kind is PaymentStep.ASKED_AGAIN:
        return last
    notices = (one for one in reversed(newest_first) if one.kind is PaymentStep.REDUCED and one.has_days)
    return next((one for one in notices if one.item_id not in asked_of), None)


def refuse_less(before: Decimal, new: Decimal | None, words: str, *, notice_given: bool) -> Refusal | None:
    """A sum goes down with reasonable notice and reasons (reg 12). It does not go down to nothing: it stops."""
    if new is None or not 0 < new < before:
        return Refusal("budget.less", "Write a lower sum.", "To end a payment, stop it.", "yearly")
    if not notice_given:
        return Refusal(
            "budget.notice", "A sum goes down on a later day.",
            "Give notice that lets the family change what it arranged: four weeks is good practice. Where a lower sum "
            "waits to begin, choose its day or a later one.", "from_on",
        )  # fmt: skip
    return refuse_reasons(words, "words")


def refuse_reasons(words: str, field: str) -> Refusal | None:
    """A refusal, a reduction and an end say why in words (reg 7, 12 and 14)."""
    if len(words.split()) >= FEWEST_WORDS:
        return None
    return Refusal("budget.reasons", "The family must be able to read why.", "Write a few sentences.", field)

"""Pure rules of personal budgets: CFA 2014 s.49 and SI 2014/1652. There is no appeal about a sum, but a review."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from alongside.deadlines.rules import Facts, Happened, Running
from alongside.disputes.choices import PaymentForm
from alongside.ehcplans.choices import EhcPlanState
from alongside.kernel.refusal import Refusal

SECTIONS = ("F", "G", "H1", "H2")
"""What a budget can be for: help of these sections. Not the place at a school or college itself."""
FEWEST_WORDS = 10


@dataclass(frozen=True)
class NewItem:
    """One sum as it is handed in."""

    section: str
    help: str
    form: str
    yearly: Decimal | None
    at_setting: bool = False
    head_agreed: str = ""


def refuse_to_ask(
    state: EhcPlanState | None, *, under_review: bool, is_open: bool, words: str
) -> Refusal | None:
    """A budget is asked for while a draft is written, or a plan is reviewed, changed or assessed again (reg 4)."""
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
    if new.form == PaymentForm.DIRECT and new.at_setting and not new.head_agreed.strip():
        return Refusal(
            "budget.head", "A payment used at a school or college needs its head’s agreement.",
            "Write who agreed, and when.", "head_agreed",
        )  # fmt: skip
    return None


def refuse_reasons(words: str, field: str) -> Refusal | None:
    """A refusal, a reduction and an end say why in words (reg 7, 12 and 14)."""
    if len(words.split()) >= FEWEST_WORDS:
        return None
    return Refusal("budget.reasons", "The family must be able to read why.", "Write a few sentences.", field)


def facts_of_payments(started_on: date | None, looked_on: date | None, stopped_on: date | None) -> Facts:
    """Looked at once within the first three months; after that at the reviews of the plan (reg 11)."""
    if started_on is None or stopped_on is not None:
        return Facts((), ())
    happened = [Happened("direct-payment.started", started_on, "The first direct payment")]
    return Facts(happened, (Running("direct-payment.review", looked_on),))

"""What a decision after a review has to say before it can go out: SI 2014/1530 regulation 20(10) and (11)."""

from dataclasses import dataclass
from datetime import date

from alongside.annualreviews.choices import Outcome
from alongside.kernel.refusal import Refusal

FEWEST_WORDS = 10


@dataclass(frozen=True)
class NewReviewDecision:
    """A decision as it is handed in."""

    outcome: Outcome
    reasons: str = ""
    considered: tuple[str, ...] = ()


@dataclass(frozen=True)
class DecidingFacts:
    """What the decision rests on: a meeting that was held, its report, changes, and the letter before an end."""

    held_on: date | None
    reported_on: date | None
    changes: int
    end_consulted_on: date | None = None
    already: bool = False
    changes_phase: bool = False


def refuse_decision(new: NewReviewDecision, facts: DecidingFacts) -> Refusal | None:
    """None where it may go out; otherwise the first thing that is missing or that the law does not allow."""
    if facts.already:
        return Refusal("review.decided", "This has been decided.", "Open the decision to read it.")
    if facts.held_on is None:
        return Refusal("review.not-held", "A review is decided after its meeting.", "Hold the meeting first.")
    return _refuse_words(new) or _refuse_outcome(new, facts)


def _refuse_words(new: NewReviewDecision) -> Refusal | None:
    if not new.considered:
        return Refusal(
            "decision.evidence", "A decision lists each piece of evidence it considered.",
            "Tick what was read, and add what is not in the list.", "considered",
        )  # fmt: skip
    if len(new.reasons.split()) < FEWEST_WORDS:
        return Refusal(
            "decision.reasons", "The family must be able to read why.",
            "Write the reasons in plain words, a few sentences at least.", "reasons",
        )  # fmt: skip
    return None


def _refuse_outcome(new: NewReviewDecision, facts: DecidingFacts) -> Refusal | None:
    if new.outcome is Outcome.AMEND and not facts.changes:
        return Refusal(
            "decision.changes", "The changes go out with the decision, and none is written yet.",
            "Write each change first.", "outcome",
        )  # fmt: skip
    if new.outcome is Outcome.MAINTAIN and facts.changes_phase:
        return Refusal(
            "decision.phase", "Before a change of phase the plan is changed, so that it names the next setting.",
            "Choose that the plan changes, and write the new setting as a change of section I.", "outcome",
        )  # fmt: skip
    if new.outcome is Outcome.CEASE and facts.end_consulted_on is None:
        return Refusal(
            "decision.consult", "Before a plan is ended, the family and the setting are asked what they think.",
            "Write to them first: open “Ending the plan”.", "outcome",
        )  # fmt: skip
    return None

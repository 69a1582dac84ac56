"""Pure rules of a cycle: which stage follows which, and what is missing before it may."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.refusal import Refusal

LONGEST = timedelta(weeks=26)
"""A cycle is looked at again within two terms at the latest: help that is not looked at is not a response."""


@dataclass(frozen=True)
class CycleFacts:
    """What the moves of a cycle look at."""

    stage: str
    strengths: int = 0
    child_heard: bool = False
    family_heard: bool = False
    teacher_heard: bool = False
    no_child_because: str = ""
    no_family_because: str = ""
    needs: int = 0
    outcomes: int = 0
    outcomes_without_help: tuple[str, ...] = ()
    teacher_name: str = ""
    review_on: date | None = None
    child_at_review: bool = False
    family_at_review: bool = False
    no_child_at_review: str = ""
    no_family_at_review: str = ""
    reviewed_on: date | None = None
    undecided: tuple[str, ...] = ()


@dataclass(frozen=True)
class Move:
    """A move between two stages: the words of its button, and what is missing before it may be made."""

    words: str
    missing: Callable[[CycleFacts], list[Refusal]]
    back: bool = False


def _heard(heard: bool, because: str, code: str, whose: str) -> list[Refusal]:
    if heard or because.strip():
        return []
    what_to_do = f"Ask {whose}, however they tell you, or write why there is no answer."
    return [Refusal(code, f"Nothing from {whose} is here yet.", what_to_do)]


def missing_for_plan(facts: CycleFacts) -> list[Refusal]:
    """An assessment has strengths, the child's, the family's and the teacher's word, and needs with evidence (S8)."""
    found = []
    if not facts.strengths:
        found.append(
            Refusal("cycle.strengths", "No strength is written yet.", "Write what goes well, first.")
        )
    found += _heard(facts.child_heard, facts.no_child_because, "cycle.child", "the child")
    found += _heard(facts.family_heard, facts.no_family_because, "cycle.family", "the family")
    if not facts.teacher_heard:
        found.append(Refusal("cycle.teacher_view", "No teacher has written yet.", "Ask the class teacher."))
    if not facts.needs:
        found.append(Refusal("cycle.needs", "No need is named yet.", "Name one, and say what shows it."))
    return found


def missing_for_do(facts: CycleFacts) -> list[Refusal]:
    """Nothing is agreed without an outcome; each has help and an expected effect; a review day and a teacher (S4)."""
    found = []
    if not facts.outcomes:
        found.append(
            Refusal(
                "cycle.outcomes", "There is no outcome yet.", "Nothing is agreed without an outcome: add one."
            )
        )
    found += [
        Refusal("cycle.help", f"No help is in the plan yet for “{text}”.", "Write the help in the plan.")
        for text in facts.outcomes_without_help
    ]
    if not facts.teacher_name:
        found.append(Refusal("cycle.teacher", "No teacher is named.", "Name who is responsible each day."))
    if facts.review_on is None:
        found.append(Refusal("cycle.review_on", "There is no day for the review.", "Set the day."))
    return found


def missing_for_review(_facts: CycleFacts) -> list[Refusal]:
    """A review may be held at any time: earlier than planned where something does not work."""
    return []


def missing_for_finish(facts: CycleFacts) -> list[Refusal]:
    """A review is with the child and the family, on a day, and decides something for each outcome (P7)."""
    found = []
    if facts.reviewed_on is None:
        found.append(
            Refusal("cycle.reviewed_on", "When was the review held?", "Write the day and who was there.")
        )
    found += _heard(facts.child_at_review, facts.no_child_at_review, "cycle.child_review", "the child")
    found += _heard(facts.family_at_review, facts.no_family_at_review, "cycle.family_review", "the family")
    found += [
        Refusal("cycle.undecided", f"Nothing is decided yet for “{text}”.", "Decide what comes next for it.")
        for text in facts.undecided
    ]
    return found


def _nothing(_facts: CycleFacts) -> list[Refusal]:
    return []


MOVES: Mapping[tuple[str, str], Move] = {
    ("assess", "plan"): Move("The assessment is complete: plan", missing_for_plan),
    ("plan", "do"): Move("It is agreed: begin", missing_for_do),
    ("do", "review"): Move("Begin the review", missing_for_review),
    ("review", "finished"): Move("Finish this cycle", missing_for_finish),
    ("plan", "assess"): Move("Back: assess further", _nothing, back=True),
    ("do", "plan"): Move("Back: change the plan", _nothing, back=True),
}
"""Every move there is. What is not here cannot be done."""


def moves_from(stage: str) -> tuple[tuple[str, Move], ...]:
    """Where a cycle may go from a stage, forward first."""
    found = [(to, move) for (before, to), move in MOVES.items() if before == stage]
    return tuple(sorted(found, key=lambda one: one[1].back))


def refuse_move(facts: CycleFacts, to: str, words: str) -> Refusal | None:
    """Why a cycle may not go to a stage: no such move, something is missing, or a step back says no reason."""
    move = MOVES.get((facts.stage, to))
    if move is None:
        return Refusal("cycle.no_move", "This cycle is somewhere else by now.", "Open it again.")
    if move.back and not words.strip():
        return Refusal("cycle.why_back", "Everyone sees that it goes back.", "Say why.", "words")
    return next(iter(move.missing(facts)), None)


def refuse_review_day(review_on: date | None, today: date) -> Refusal | None:
    """The day of a review is to come and within two terms."""
    if review_on is None:
        return Refusal(
            "cycle.review_on", "A plan says when it is looked at again.", "Write the day.", "review_on"
        )
    if review_on <= today:
        return Refusal("cycle.review_past", "That day is not to come.", "Choose a later day.", "review_on")
    if review_on > today + LONGEST:
        return Refusal(
            "cycle.review_far", "That is more than two terms away.", "Choose a nearer day.", "review_on"
        )
    return None


@dataclass(frozen=True)
class DecisionFacts:
    """What is decided for one outcome."""

    decision: str
    words: str
    new_text: str
    how_often: Mapping[str, str]
    independent: bool


def refuse_decision(facts: DecisionFacts) -> Refusal | None:
    """A decision says why; a change says into what; more or less help says how much of which."""
    if facts.decision not in ("continue", "change", "more", "less", "ends", "refer", "assessment"):
        return Refusal("decision.which", "Say what comes next.", "Choose one.", "decision")
    if not facts.words.strip():
        return Refusal(
            "decision.words", "The family reads why.", "Say in a few words what shows it.", "words"
        )
    if facts.decision == "change" and not facts.new_text.strip():
        return Refusal("decision.new_text", "It changes: into what?", "Write the new outcome.", "new_text")
    if facts.decision in ("more", "less") and not any(each.strip() for each in facts.how_often.values()):
        return Refusal("decision.how_often", "How often from now on?", "Write it beside one help at least.")
    if facts.independent and facts.decision not in ("less", "ends"):
        return Refusal(
            "decision.independent",
            "Doing it alone means less help, or none.",
            "Choose one of these two.",
            "decision",
        )
    return None


def late_by(review_on: date | None, held_on: date) -> int:
    """How many days after its day a review was or would be held; 0 when it is in time."""
    return max((held_on - review_on).days, 0) if review_on else 0

"""Pure rules and clocks of moves (SI 2014/1530 reg 15) and of new assessments (reg 23 to 27)."""

from dataclasses import dataclass
from datetime import date

from alongside.deadlines.rules import Facts, Happened, Running
from alongside.disputes.choices import ReassessmentState, Way
from alongside.kernel.refusal import Refusal
from alongside.statute.almanac import shipped

FEWEST_WORDS = 10


@dataclass(frozen=True)
class NewMove:
    """A move as it is handed in. `plan_made_on` and `reviewed_on` are those of the plan that came."""

    way: Way
    other: str
    known_on: date | None
    moved_on: date | None
    passed_on: date | None = None
    plan_made_on: date | None = None
    reviewed_on: date | None = None
    will_assess: bool | None = None
    setting_words: str = ""
    told_on: date | None = None


def refuse_new_move(new: NewMove, today: date) -> Refusal | None:
    """None where a move can be kept."""
    if not new.other.strip():
        return Refusal("move.other", "Say which council it is.", "Write its name.", "other")
    if new.known_on is None or new.moved_on is None:
        return Refusal(
            "move.days", "A move has two days: when it was known, and when it is.", "Write both.", "moved_on"
        )
    if new.known_on > today:
        return Refusal(
            "move.known", "It cannot be known on a day that has not come.", "Check the day.", "known_on"
        )
    if new.way is Way.IN and (new.passed_on is None or new.passed_on > today):
        return Refusal("move.passed", "Say on which day the plan came.", "Today or before.", "passed_on")
    if new.reviewed_on and not (new.plan_made_on or date.min) <= new.reviewed_on <= today:
        return Refusal(
            "move.reviewed", "A review is after the plan was first made, and not in the future.",
            "Write the day of the other council’s last decision after a review, or leave it empty.", "reviewed_on",
        )  # fmt: skip
    return None


def facts_of_move(move: NewMove, reviewed_here: date | None = None, *, ended: bool = False) -> Facts:
    """Out: on the day of the move, or within 15 working days of learning of it. In: told in 6 weeks, reviewed by the
    later of a year and three months: `reviewed_here` is the first decision after a review since the plan came.

    Once the plan has `ended`, only what was done in its time stays.
    """
    facts = _facts_of_move(move, reviewed_here)
    return Facts(facts.happened, tuple(one for one in facts.limits if one.met_on or not ended))


def _facts_of_move(move: NewMove, reviewed_here: date | None) -> Facts:
    assert move.known_on is not None
    assert move.moved_on is not None
    if move.way is Way.OUT:
        happened = [
            Happened("move.known", move.known_on, "What the council was told of the move"),
            Happened("move.happened", move.moved_on, "The move"),
        ]
        return Facts(happened, (Running("move.plan-passed", move.passed_on),))
    if move.passed_on is None:
        return Facts((), ())
    happened = [Happened("plan.transferred", move.passed_on, "The plan that came")]
    if move.plan_made_on:
        happened.append(Happened("plan.made", move.plan_made_on, "The plan that came"))
    if move.reviewed_on:
        happened.append(Happened("plan.reviewed", move.reviewed_on, "The last review by the other council"))
    later = move.reviewed_on if move.reviewed_on and move.reviewed_on > move.passed_on else None
    review = Running("move.review-at-latest", reviewed_here or later)
    return Facts(happened, (Running("move.inform", move.told_on), review))


def council_named(other: str) -> str:
    """The name of a council as a sentence says it, however short it was written down."""
    return other if "council" in other.lower() else f"{other} council"


def review_by(move: NewMove) -> date | None:
    """The last day of the review after a move in, as the letter says it."""
    facts = facts_of_move(move)
    events = {one.event: one.at for one in facts.happened}
    worked = shipped().work_out_if_begun("move.review-at-latest", events)
    return worked.due_on if worked else None


# ── New assessments ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class AskAgain:
    """What the answer depends on: whether a plan is in force, one is asked for, and when needs were last assessed."""

    plan_in_force: bool
    is_open: bool
    received_on: date | None
    words: str
    today: date


def refuse_to_ask_again(facts: AskAgain) -> Refusal | None:
    """None where a request can be kept. Six months are a reason to refuse it, never to leave it unread."""
    if not facts.plan_in_force:
        return Refusal("reassess.no-plan", "There is no plan in force.", "Ask for an assessment instead.")
    if facts.is_open:
        return Refusal("reassess.open", "A new assessment is being considered already.", "Open it.")
    if not facts.words.strip():
        return Refusal("reassess.words", "Nothing is written yet.", "A sentence or two is enough.", "words")
    if facts.received_on is None or facts.received_on > facts.today:
        return Refusal(
            "reassess.day", "Say on which day the council received it.", "Today or before.", "received_on"
        )
    return None


def refuse_answer(
    state: ReassessmentState,
    *,
    yes: bool,
    reasons: str,
    assessed_on: date | None,
    needed: bool | None,
    received_on: date,
) -> Refusal | None:
    """A new assessment is refused only where needs were assessed within six months or it is not necessary (reg 24)."""
    if state is not ReassessmentState.ASKED:
        return Refusal("reassess.decided", f"This is decided: {state.label.lower()}.", "Open it to read it.")
    if len(reasons.split()) < FEWEST_WORDS:
        return Refusal(
            "reassess.reasons", "The family must be able to read why.", "Write a few sentences.", "reasons"
        )
    if yes:
        return None
    recent = (
        assessed_on is not None
        and received_on
        < shipped().work_out("request.after-assessment", {"assessment.completed": assessed_on}).due_on
    )
    if not recent and needed is not False:
        return Refusal(
            "reassess.must", "The law lets the council refuse only within six months of the last assessment, or where "
            "another one is not necessary.", "Say which of the two it is, or agree.", "needed",
        )  # fmt: skip
    return None


@dataclass(frozen=True)
class ReassessmentFacts:
    """What the clocks of a new assessment follow from."""

    state: ReassessmentState
    received_on: date
    by_council: bool
    decided_on: date | None = None
    ended_on: date | None = None
    plan_ended: bool = False


def facts_of_reassessment(facts: ReassessmentFacts) -> Facts:
    """15 days for the answer, 14 weeks from a yes; after a no the family's own limits run (reg 25, 27).

    A plan that has ended is not looked at again.
    """
    undone = facts.ended_on is None and facts.state is not ReassessmentState.REFUSED
    over = facts.state in (ReassessmentState.WITHDRAWN, ReassessmentState.ENDED)
    if over or (facts.plan_ended and undone):
        return Facts((), ())
    happened, limits = [], []
    if not facts.by_council:
        happened.append(
            Happened("reassessment.requested", facts.received_on, "The request for a new assessment")
        )
        limits.append(Running("reassessment.decision", facts.decided_on))
    if facts.decided_on and facts.state is ReassessmentState.REFUSED:
        happened.append(Happened("decision.sent", facts.decided_on, "The council’s letter with its decision"))
        limits += [Running("mediation.contact"), Running("appeal.window")]
    elif facts.decided_on:
        happened.append(
            Happened("reassessment.agreed", facts.decided_on, "The council’s word that it assesses again")
        )
        limits.append(Running("reassessment.final", facts.ended_on))
    return Facts(happened, tuple(limits))

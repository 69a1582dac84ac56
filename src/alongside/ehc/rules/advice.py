"""What can happen to a request for advice, and what advice has to say before it is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.ehc.choices import AdviceKind, AdviceMove, AdviceState, CaseState, Limb
from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

LONGEST = 4_000
ASKED_WHILE = (CaseState.ASSESSING, CaseState.SENT_BACK, CaseState.PLANNING)
"""The stages in which advice is sought: once it is agreed to assess, while it is decided again about a plan, and still
while the plan is written."""

_S, _M = AdviceState, AdviceMove
MOVES: Mapping[tuple[AdviceState, AdviceMove], AdviceState] = {
    (_S.ASKED, _M.RECEIVED): _S.RECEIVED,
    (_S.ASKED, _M.TAKEN): _S.RECEIVED,
    (_S.RECEIVED, _M.TAKEN): _S.RECEIVED,
    (_S.RECEIVED, _M.RECEIVED): _S.RECEIVED,
    (_S.ASKED, _M.HANDED_OVER): _S.ASKED,
    (_S.RECEIVED, _M.HANDED_OVER): _S.RECEIVED,
    (_S.ASKED, _M.GIVEN): _S.GIVEN,
    (_S.RECEIVED, _M.GIVEN): _S.GIVEN,
    (_S.ASKED, _M.DROPPED): _S.NOT_NEEDED,
    (_S.RECEIVED, _M.DROPPED): _S.NOT_NEEDED,
    (_S.PROPOSED, _M.DROPPED): _S.NOT_NEEDED,
    (_S.ASKED, _M.PROPOSED): _S.PROPOSED,
    (_S.RECEIVED, _M.PROPOSED): _S.PROPOSED,
    (_S.PROPOSED, _M.AGREED): _S.GIVEN,
    (_S.PROPOSED, _M.DECLINED): _S.ASKED,
}


def refuse_advice_move(state: AdviceState, move: AdviceMove) -> Refusal | None:
    """None where the table has the move; otherwise why not, and what can be done."""
    if (state, move) in MOVES:
        return None
    if state is _S.GIVEN:
        return Refusal("advice.given", "This advice has been given.", "Open it to read it.")
    if state is _S.NOT_NEEDED:
        return Refusal("advice.over", "This advice is not needed any more.", "Ask again if it is.")
    return Refusal(
        "advice.reuse", "It is being agreed whether advice that exists already is enough.",
        "Wait for the three answers, or say that it is not enough.",
    )  # fmt: skip


def refuse_received(received_on: date, asked_on: date, today: date) -> Refusal | None:
    """The day a body had the request lies between the day it was sent and today."""
    if asked_on <= received_on <= today:
        return None
    return Refusal(
        "advice.received", "The request cannot have come before it was sent, or on a day that has not come.",
        "Write the day on which they had it.", "received_on",
    )  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What an answer holds so far."""

    limb: Limb
    kinds: frozenset[AdviceKind]
    has_report: bool
    summary: str


def refuse_answer(said: Said) -> Refusal | None:
    """Advice speaks of needs, provision and outcomes (reg 6(1)); the family says what it wants to, as it wants to."""
    if said.limb is Limb.FAMILY:
        if said.kinds or said.summary.strip() or said.has_report:
            return None
        return Refusal(
            "advice.empty", "Nothing is written yet.", "Write a sentence, or choose a file.", "summary"
        )
    asked = (AdviceKind.NEED, AdviceKind.OUTCOME, AdviceKind.PROVISION)
    missing = [_NAMES[one] for one in asked if one not in said.kinds]
    if missing:
        return Refusal(
            "advice.missing", f"The advice says nothing yet of {_listed(missing)}.",
            "The law asks for all three. Where there is none, write that there is none, and why.", "words",
        )  # fmt: skip
    return None


_NAMES = {AdviceKind.NEED: "needs", AdviceKind.OUTCOME: "outcomes", AdviceKind.PROVISION: "what helps"}


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def refuse_statement(kind: str, words: str) -> Refusal | None:
    """A statement is of a kind the law asks for, and says something."""
    if kind not in AdviceKind:
        return Refusal("advice.kind", "Choose what this is.", "A need, an outcome, what helps.", "kind")
    if not words.strip():
        return Refusal("advice.words", "Nothing is written yet.", "Write it in a sentence.", "words")
    if no := too_long(words, LONGEST, "words", "advice.long"):
        return no
    return None


@dataclass(frozen=True)
class Existing:
    """Advice that was given before: which, of which day, and how those who are asked about it can read it.

    `report` is its file, `from_id` a request that was answered here, `held` when and how the family got it otherwise.
    """

    which: str = ""
    of_day: date | None = None
    report: bytes = b""
    from_id: UUID | None = None
    held: str = ""


def may_reuse(limb: Limb, existing: Existing, today: date) -> Refusal | None:
    """Whether advice that was given before can be proposed: not the family's own, named with its day, and such that
    whoever has to say that it is enough can read it (reg 6(4): nobody agrees to what they cannot see)."""
    if limb is Limb.FAMILY:
        return Refusal("advice.own", "The family speaks for itself.", "Ask them.")
    if existing.from_id is not None:
        return None
    if not existing.which.strip():
        return Refusal("advice.which", "Say which advice it is.", "Its title and who wrote it.", "existing")
    if existing.of_day is None or existing.of_day > today:
        return Refusal("advice.day", "Say of which day it is.", "The day it was written.", "existing_on")
    if not existing.report and not existing.held.strip():
        return Refusal(
            "advice.unread", "The family cannot say that advice is enough which they cannot read.",
            "Choose the file. If they have it already, say when and how they got it.", "report",
        )  # fmt: skip
    return None

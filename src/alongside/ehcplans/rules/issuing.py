"""What the law asks before a draft, a final plan or a notice can go out; nothing else stops one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.ehcplans.choices import EhcPlanState
from alongside.ehcplans.rules.content import Content
from alongside.ehcplans.rules.moves import Move, refuse_move
from alongside.kernel.day_words import day_words
from alongside.kernel.refusal import Refusal
from alongside.statute.ehc_plan import ehc_shape


@dataclass(frozen=True)
class Wish:
    """A setting that a parent or young person asked for (CFA 2014 s.38(3)), and what was decided about it."""

    name: str
    consulted: bool
    grounds: tuple[str, ...] = ()
    reasons: str = ""


@dataclass(frozen=True)
class IssueFacts:
    """What the answer depends on. `own_time_until` is the last day the family has to say what they think."""

    state: EhcPlanState
    content: Content
    own_time_until: date | None
    unanswered: int = 0
    meetings_open: int = 0
    named: Sequence[str] = ()
    consulted: frozenset[str] = frozenset()
    type_only: bool = False
    wishes: Sequence[Wish] = ()
    notice_served: bool = True
    by_order: bool = False


def refuse_draft(state: EhcPlanState, content: Content, move: Move = Move.SERVE_DRAFT) -> Refusal | None:
    """Why a draft or a notice cannot go out. It must have needs, help and outcomes, and name no setting (s.38(5))."""
    refusal = refuse_move(state, move)
    if refusal:
        return refusal
    if content.settings and move is Move.SERVE_DRAFT:
        return Refusal(
            "draft.names", "A draft must not name a setting or a type of setting: section I is empty.",
            "Take the setting out. It is named in the final plan.",
        )  # fmt: skip
    return _refuse_missing(content, ("B", "F", "E"))


def refuse_final(facts: IssueFacts, today: date, move: Move = Move.ISSUE) -> Refusal | None:
    """Why a final plan cannot be issued yet: reg 12 and 13, CFA 2014 s.38 to s.40. An order of the Tribunal or an
    agreement in mediation stands in place of the family's time."""
    refusal = refuse_move(facts.state, move)
    if refusal:
        return refusal
    if not facts.by_order:
        refusal = _refuse_time(facts, today)
        if refusal:
            return refusal
    return (
        _refuse_missing(facts.content, ("B", "F", "E"))
        or _refuse_need_without_help(facts.content)
        or _refuse_named(facts)
    )


def _refuse_time(facts: IssueFacts, today: date) -> Refusal | None:
    if not facts.notice_served or facts.own_time_until is None:
        return Refusal(
            "final.not-served", "The family has not had it yet.", "Send it to them first: they have 15 days."
        )
    if today <= facts.own_time_until:
        until = day_words(facts.own_time_until)
        return Refusal(
            "final.too-early", f"The family has until {until} to say what they think.",
            "Go on with consultations and answers meanwhile, and issue it after that day.",
        )  # fmt: skip
    if facts.meetings_open:
        return Refusal(
            "final.meeting", "The family asked for a meeting, and it has not been held.",
            "Meet them, and write down what came of it.",
        )  # fmt: skip
    if facts.unanswered:
        return Refusal(
            "final.unanswered",
            f"{_things(facts.unanswered)} the family said {_waits(facts.unanswered)} for an answer.",
            "Say for each what became of it. The law has you consider all of it.",
        )  # fmt: skip
    return None


def _things(count: int) -> str:
    return "One thing" if count == 1 else f"{count} things"


def _waits(count: int) -> str:
    return "still waits" if count == 1 else "still wait"


def _refuse_missing(content: Content, letters: tuple[str, ...]) -> Refusal | None:
    shape = ehc_shape()
    for letter in letters:
        if not any(one.topic != "strength" for one in content.of(letter)):
            what = shape.sections[letter].plain.format(name=content.called)
            return Refusal(
                "plan.section", f"Section {letter} is empty: {what}.",
                "Write it. Each section must be there by law.",
            )  # fmt: skip
    return None


def _refuse_need_without_help(content: Content) -> Refusal | None:
    """Each and every need in B has provision in F (reg 12(1)(f)); C and D have theirs where it is reasonable."""
    met = {need for one in content.of("F") for need in one.meets}
    refs = content.refs
    for need in content.of("B"):
        if need.topic != "strength" and need.id not in met:
            return Refusal(
                "plan.need", f"No help in section F meets the need {refs[need.id]}.",
                "Write the help, or tie help that is there to this need.",
            )  # fmt: skip
    return None


def _refuse_named(facts: IssueFacts) -> Refusal | None:
    if not facts.named and not facts.type_only:
        return Refusal(
            "final.setting", "Section I names no setting and no type of setting.",
            "Name the setting, or the type of setting where none can be named.", "setting",
        )  # fmt: skip
    return None if facts.by_order else _refuse_unasked(facts) or _refuse_wishes(facts)


def _refuse_unasked(facts: IssueFacts) -> Refusal | None:
    for name in facts.named:
        if name not in facts.consulted:
            return Refusal(
                "final.consulted", f"{name} has not been consulted.",
                "Send it the draft and ask it first: the law says so (CFA 2014 s.39(2), s.40(3)).", "setting",
            )  # fmt: skip
    return None


def _refuse_wishes(facts: IssueFacts) -> Refusal | None:
    for wish in facts.wishes:
        if wish.name in facts.named:
            continue
        if not wish.consulted:
            return Refusal(
                "final.wish", f"The family asked for {wish.name}, which has not been consulted.",
                "Consult it. It must be named unless the law has a reason against it.", "setting",
            )  # fmt: skip
        if not wish.grounds or not wish.reasons.strip():
            return Refusal(
                "final.grounds", f"The family asked for {wish.name}, and the plan names another setting.",
                "Say which of the three reasons of the law applies (CFA 2014 s.39(4)), and why.", "grounds",
            )  # fmt: skip
    return None

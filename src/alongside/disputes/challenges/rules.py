"""Which step can follow which, who may write it down, and what it has to say: CFA 2014 ss.51 to 57."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.disputes.choices import Body, Ended, Ground, Remedy, Section, Step
from alongside.kernel.day_words import day_words
from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

LONGEST = 4_000


@dataclass(frozen=True)
class NewStep:
    """A step as it is handed in, and as it is kept."""

    kind: Step
    on: date | None
    words: str = ""
    day: date | None = None
    reference: str = ""
    sections: tuple[str, ...] = ()
    body: str = ""
    ended: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Rule:
    """What a step needs: one of the steps in `after`, and these things said. `council` alone writes some down."""

    council: bool = False
    after: tuple[Step, ...] = ()
    needs: tuple[str, ...] = ()
    again: bool = False


RULES: Mapping[Step, Rule] = {
    Step.CONTACTED: Rule(),
    Step.DECLINED: Rule(),
    Step.WANTED: Rule(),
    Step.HEALTH_TOLD: Rule(council=True, after=(Step.WANTED,)),
    Step.ARRANGED: Rule(council=True, after=(Step.WANTED,), needs=("day",), again=True),
    Step.NOT_ARRANGED: Rule(council=True, after=(Step.WANTED,)),
    Step.ENDED: Rule(council=True, after=(Step.ARRANGED,), needs=("ended", "words")),
    Step.CERTIFICATE: Rule(after=(Step.DECLINED, Step.ENDED, Step.NOT_ARRANGED)),
    Step.APPEALED: Rule(),
    Step.REGISTERED: Rule(council=True, after=(Step.APPEALED,), needs=("reference",)),
    Step.HEARING: Rule(council=True, after=(Step.APPEALED,), needs=("day",), again=True),
    Step.NOT_OPPOSED: Rule(council=True, after=(Step.APPEALED,), needs=("remedy",)),
    Step.ORDER: Rule(council=True, after=(Step.APPEALED,), needs=("remedy", "words")),
    Step.RECOMMENDED: Rule(council=True, after=(Step.ORDER,), needs=("body", "words")),
    Step.ANSWERED: Rule(council=True, after=(Step.RECOMMENDED,), needs=("words",)),
    Step.DONE: Rule(council=True, after=(Step.ENDED, Step.NOT_OPPOSED, Step.ORDER)),
    Step.WITHDRAWN: Rule(needs=("words",)),
}

_OF_GROUND: Mapping[Ground, tuple[Remedy, ...]] = {
    Ground.ASSESS: (Remedy.ASSESS,),
    Ground.PLAN: (Remedy.PLAN, Remedy.THINK_AGAIN),
    Ground.PLAN_AGAIN: (Remedy.PLAN, Remedy.THINK_AGAIN),
    Ground.CONTENTS: (Remedy.AMEND, Remedy.SETTING),
    Ground.REASSESS: (Remedy.ASSESS,),
    Ground.NO_CHANGE: (Remedy.AMEND, Remedy.SETTING),
    Ground.CEASING: (Remedy.CONTINUE, Remedy.CONTINUE_AMEND),
}

_AT_ONCE = (Remedy.CONTINUE, Remedy.DISMISS)
"""What is done at once. Of all else the last day can be another that the Tribunal directs: SI 2014/1530 reg 44. That it
can is of medium confidence; where an order is read otherwise it is struck out and written again."""

_OVER = (Step.WITHDRAWN,)
_MISSING = {
    "day": ("Say on which day.", "day"),
    "ended": ("Say how the mediation ended.", "ended"),
    "words": ("Write in a sentence or two what was said or decided.", "words"),
    "reference": ("Write the number the Tribunal gave it.", "reference"),
    "remedy": ("Say what will happen.", "remedy"),
    "body": ("Say whom it is for.", "body"),
}


def remedies(ground: Ground, kind: Step) -> tuple[Remedy, ...]:
    """What can come of it: agreed in mediation, granted without a hearing, or ordered (SI 2014/1530 reg 42 to 45)."""
    of_ground = _OF_GROUND[ground]
    if kind is Step.ENDED:
        return (*(one for one in of_ground if one is not Remedy.THINK_AGAIN), Remedy.OTHER)
    if kind is Step.ORDER:
        return (*of_ground, Remedy.DISMISS)
    if kind is Step.NOT_OPPOSED:
        return tuple(one for one in of_ground if one is not Remedy.THINK_AGAIN)
    return ()


_MOVES_ON = (
    (Ground.ASSESS, Remedy.ASSESS), (Ground.PLAN, Remedy.PLAN), (Ground.PLAN, Remedy.THINK_AGAIN),
    (Ground.PLAN_AGAIN, Remedy.PLAN),
)  # fmt: skip


def moves_the_case(ground: str, remedy: str) -> bool:
    """Whether a request that was refused goes on because of it: its limits run there, and it is done there."""
    return (ground, remedy) in _MOVES_ON


def open_steps(ground: Ground, taken: Iterable[NewStep], *, council: bool) -> tuple[Step, ...]:
    """The steps that can be written down next, in their order, by the council or by whose appeal it is."""
    kinds = [one.kind for one in taken]
    if any(kind in _OVER for kind in kinds):
        return ()
    return tuple(kind for kind in Step if _may_follow(kind, kinds, ground, council=council))


def _may_follow(kind: Step, kinds: list[Step], ground: Ground, *, council: bool) -> bool:
    rule = RULES[kind]
    if rule.council and not council:
        return False
    if kind in kinds and not rule.again:
        return False
    if kind is Step.WITHDRAWN:
        return bool(kinds) and Step.ORDER not in kinds
    if kind is Step.HEALTH_TOLD and ground is not Ground.CONTENTS:
        return False
    if kind is Step.APPEALED:
        return ground is Ground.CONTENTS or Step.CERTIFICATE in kinds
    if kind in _BEFORE_AN_ORDER and Step.ORDER in kinds:
        return False
    return not rule.after or any(each in kinds for each in rule.after)


_BEFORE_AN_ORDER = (
    Step.CONTACTED, Step.DECLINED, Step.WANTED, Step.HEALTH_TOLD, Step.ARRANGED, Step.NOT_ARRANGED, Step.ENDED,
    Step.HEARING, Step.NOT_OPPOSED,
)  # fmt: skip


@dataclass(frozen=True)
class PassedOn:
    """A plan that went to another council with a move: which one it is, and from which day the plan is theirs."""

    to: str
    on: date


@dataclass(frozen=True)
class About:
    """The decision that is challenged, and who writes: the council, or whose right it is."""

    ground: Ground
    decided_on: date
    council: bool
    passed: PassedOn | None = None


def refuse_step(about: About, taken: Iterable[NewStep], new: NewStep, today: date) -> Refusal | None:
    """None where this can be written down. An appeal that is late is never refused here: the Tribunal decides that."""
    taken = tuple(taken)
    if new.kind not in open_steps(about.ground, taken, council=about.council):
        return _not_open(about, taken, new)
    return (
        _refuse_day(about, new, today)
        or _refuse_missing(new)
        or _refuse_outcome(about, new)
        or _refuse_passed_on(about.passed, new)
        or _refuse_appeal(about, taken, new)
    )


def _not_open(about: About, taken: tuple[NewStep, ...], new: NewStep) -> Refusal:
    kinds = {one.kind for one in taken}
    if RULES[new.kind].council and not about.council:
        return Refusal(
            "challenge.council", "The council writes this down.", "Tell the council, or the adviser."
        )
    if new.kind is Step.APPEALED and Step.CERTIFICATE not in kinds:
        return CERTIFICATE_FIRST
    if new.kind in _BEFORE_AN_ORDER and Step.ORDER in kinds:
        return Refusal(
            "challenge.decided", "The Tribunal has decided: this comes before its order, not after it.",
            "Do what was ordered. If the order was written down by mistake, strike it out first.",
        )  # fmt: skip
    if new.kind in kinds:
        return Refusal(
            "challenge.twice",
            "This is written down already.",
            "If it is wrong, strike it out, then write it again.",
        )
    return Refusal(
        "challenge.order", "This cannot be the next step.", "Write down first what came before it."
    )  # fmt: skip


CERTIFICATE_FIRST = Refusal(
    "challenge.certificate",
    "Before an appeal you need a certificate from a mediation adviser, whether you want mediation or not.",
    "Contact the adviser. The certificate comes within 3 working days of saying that you do not want mediation. "
    "An appeal only about the school or college named (section I) needs none.",
    "sections",
)


def _refuse_day(about: About, new: NewStep, today: date) -> Refusal | None:
    if new.on is None:
        return Refusal("challenge.on", "Say on which day it was.", "", "on")
    if new.on > today:
        return Refusal(
            "challenge.future", "A step is written down when it has happened.", "Write the day it was.", "on"
        )
    if new.on < about.decided_on:
        return Refusal(
            "challenge.early",
            "This day lies before the decision.",
            "Write the day on which it happened.",
            "on",
        )
    if new.day and new.day < new.on:
        return Refusal("challenge.day", "That day lies before this one.", "Check the two days.", "day")
    return None


def _refuse_missing(new: NewStep) -> Refusal | None:
    for name in RULES[new.kind].needs:
        if not getattr(new, name):
            words, field = _MISSING[name]
            return Refusal(f"challenge.{name}", "Something is missing.", words, field)
    if no := too_long(new.words, LONGEST, "words", "challenge.long"):
        return no
    return None


def _refuse_outcome(about: About, new: NewStep) -> Refusal | None:
    if new.ended and new.ended not in Ended.values:
        return Refusal("challenge.ended", "Say how the mediation ended.", "Choose one.", "ended")
    if new.body and new.body not in Body.values:
        return Refusal("challenge.body", "Say whom it is for.", "Choose one.", "body")
    if new.ended in (Ended.AGREED, Ended.PARTLY) and not new.remedy:
        return Refusal("challenge.remedy", "Something is missing.", "Say what was agreed.", "remedy")
    if new.remedy and new.remedy not in remedies(about.ground, new.kind):
        return Refusal(
            "challenge.remedy",
            "That cannot come of this decision.",
            "Choose one of those that are shown.",
            "remedy",
        )
    if new.kind is Step.ORDER and new.day and new.remedy in _AT_ONCE:
        return Refusal(
            "challenge.own-day",
            "This is done at once: there is no last day to keep.",
            "Leave the day out. What the order says of it goes among the words.",
            "day",
        )
    return None


def _refuse_passed_on(passed: PassedOn | None, new: NewStep) -> Refusal | None:
    """From the day of the transfer the plan counts as the new council's own: SI 2014/1530 reg 15(3)."""
    if passed is None or not new.remedy or new.on is None or new.on < passed.on:
        return None
    return Refusal(
        "challenge.passed-on",
        f"The plan was passed to {passed.to} on {day_words(passed.on)}. From that day that council is responsible "
        "for it, and what is agreed or ordered about it is theirs to do.",
        "Send it on to them, and tell the family who is responsible now.",
    )


def _refuse_appeal(about: About, taken: tuple[NewStep, ...], new: NewStep) -> Refusal | None:
    if new.kind is not Step.APPEALED or about.ground is not Ground.CONTENTS:
        return None
    if not new.sections or any(one not in Section.values for one in new.sections):
        return Refusal(
            "challenge.sections", "Say which sections the appeal is about.", "Tick B, F or I.", "sections"
        )
    certified = any(one.kind is Step.CERTIFICATE for one in taken)
    return None if certified or set(new.sections) == {Section.I.value} else CERTIFICATE_FIRST


@dataclass(frozen=True)
class AppealNow:
    """Where an appeal has come to: whether it runs, the day of the certificate, whether the plan goes on by it."""

    running: bool
    certificate_on: date | None
    goes_on: bool


_APPEAL_OVER = {Step.ORDER, Step.WITHDRAWN}
_GOES_ON = (Remedy.CONTINUE, Remedy.CONTINUE_AMEND)


def appeal_now(taken: Iterable[NewStep]) -> AppealNow:
    """What the steps of a challenge say of its appeal: it runs from the day it was sent until an order or its end."""
    taken = tuple(taken)
    kinds = {one.kind for one in taken}
    certificates = [one.on for one in taken if one.kind is Step.CERTIFICATE and one.on]
    return AppealNow(
        Step.APPEALED in kinds and not kinds & _APPEAL_OVER, max(certificates, default=None),
        any(one.remedy in _GOES_ON for one in taken),
    )  # fmt: skip

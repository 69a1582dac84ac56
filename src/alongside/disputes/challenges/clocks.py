"""Which limits run while a decision is challenged: the facts that `deadlines` works the dates out of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alongside.deadlines.rules import Facts, Happened, Instead, Running
from alongside.disputes.challenges.rules import NewStep, moves_the_case
from alongside.disputes.choices import Body, Ground, Remedy, Section, Step
from alongside.ehc.rules.clocks import BY_AGREEMENT, BY_ORDER

_EVENTS = {
    Step.DECLINED: ("mediation.declined", "What the family told the mediation adviser"),
    Step.WANTED: ("mediation.wanted", "The family asked for mediation"),
    Step.HEALTH_TOLD: ("mediation.health-wanted", "The council told the health body"),
    Step.NOT_ARRANGED: ("mediation.not-arranged", "What the council told the mediation adviser"),
    Step.ENDED: ("mediation.ended", "The mediation"),
    Step.CERTIFICATE: ("mediation.certificate-issued", "The mediation certificate"),
    Step.NOT_OPPOSED: ("appeal.not-opposed", "What the council told the Tribunal"),
    Step.ORDER: ("order.made", "The order of the Tribunal"),
    Step.RECOMMENDED: ("recommendation.made", "The recommendation of the Tribunal"),
}

ORDERED: dict[Remedy, tuple[str, ...]] = {
    Remedy.THINK_AGAIN: ("order.think-again",),
    Remedy.AMEND: ("order.amend",),
    Remedy.SETTING: ("order.amend-setting",),
    Remedy.CONTINUE: ("order.continue",),
    Remedy.CONTINUE_AMEND: ("order.continue", "order.continue-amend"),
    Remedy.OTHER: ("mediation.other-matters",),
}
"""By what was agreed or ordered: SI 2014/1530 reg 42 and 44(2). What moves the case on runs in the case itself."""

NOT_OPPOSED: dict[Remedy, tuple[str, ...]] = {
    Remedy.AMEND: ("unopposed.amend",),
    Remedy.SETTING: ("unopposed.amend-setting",),
    Remedy.CONTINUE: ("unopposed.continue",),
    Remedy.CONTINUE_AMEND: ("unopposed.continue", "unopposed.continue-amend"),
}
"""SI 2014/1530 reg 45. An appeal about the setting alone has two weeks, with the contents five."""

_GOES_ON = ("order.continue", "unopposed.continue")

_ASSESS_AGAIN = ("order.assess-notify", "order.assess-final")
_ASSESS_AGAIN_UNOPPOSED = ("unopposed.assess", "unopposed.final")


@dataclass(frozen=True)
class ChallengeFacts:
    """What the clocks of one challenge follow from; only steps that were not struck out."""

    ground: Ground
    decided_on: date
    taken: tuple[NewStep, ...]


def facts_of_challenge(facts: ChallengeFacts) -> Facts:
    """The family's own limits, the adviser's, the council's, and after an agreement or an order those of reg 44.

    Someone who stopped has no limits any more: the clocks are superseded and stay to be read.
    """
    by = {one.kind: one for one in facts.taken}
    happened = [Happened("decision.sent", facts.decided_on, "The council’s letter with its decision")]
    for kind, (event, evidence) in _EVENTS.items():
        if kind in by:
            happened.append(Happened(event, _on(by[kind]), evidence))
    ended, arranged = by.get(Step.ENDED), by.get(Step.ARRANGED)
    if ended and ended.remedy:
        happened.append(Happened("mediation.agreed", _on(ended), "What was agreed in mediation"))
    if arranged and arranged.day:
        happened.append(Happened("mediation.meeting", arranged.day, "The day arranged for the mediation"))
    if Step.WITHDRAWN in by:
        return Facts(happened, ())
    return Facts(happened, (*_mediation(facts, by), *_appeal(by), *_remedy(facts.ground, by)))


def _on(step: NewStep) -> date:
    assert step.on is not None  # the rules refuse a step without its day
    return step.on


def _met(by: dict[Step, NewStep], *kinds: Step) -> date | None:
    """The first day on which one of these happened."""
    return min((_on(by[kind]) for kind in kinds if kind in by), default=None)


def needs_certificate(ground: Ground, taken: Iterable[NewStep]) -> bool:
    """Only an appeal about nothing but section I needs none: CFA 2014 s.55."""
    appeal = next((one for one in taken if one.kind is Step.APPEALED), None)
    return not (ground is Ground.CONTENTS and appeal and set(appeal.sections) == {Section.I.value})


def _mediation(facts: ChallengeFacts, by: dict[Step, NewStep]) -> list[Running]:
    found = []
    contacted = _met(by, Step.CONTACTED, Step.DECLINED, Step.WANTED)
    if needs_certificate(facts.ground, facts.taken) or contacted:
        found.append(Running("mediation.contact", contacted))
    certificate = _met(by, Step.CERTIFICATE)
    for kind, limit in (
        (Step.DECLINED, "mediation.certificate-declined"),
        (Step.NOT_ARRANGED, "mediation.certificate-not-arranged"),
        (Step.ENDED, "mediation.certificate"),
    ):
        if kind in by:
            found.append(Running(limit, certificate))
    wanted, ended = by.get(Step.WANTED), _met(by, Step.ENDED)
    if wanted and Step.NOT_ARRANGED not in by:
        found.append(Running("mediation.arrange", ended))
    if wanted and wanted.body == Body.HEALTH:
        found.append(Running("mediation.tell-health", _met(by, Step.HEALTH_TOLD)))
    if Step.HEALTH_TOLD in by:
        found.append(Running("mediation.arrange-health", ended))
    if Step.ARRANGED in by:
        found.append(Running("mediation.notice", _met(by, Step.ARRANGED)))
    return found


def _appeal(by: dict[Step, NewStep]) -> list[Running]:
    found = [Running("appeal.at-latest", _met(by, Step.APPEALED))]
    if Step.RECOMMENDED in by:
        found.append(Running("recommendation.reply", _met(by, Step.ANSWERED)))
    return found


def _remedy(ground: Ground, by: dict[Step, NewStep]) -> list[Running]:
    """What the council has to do, and when it was done. Another day agreed in writing takes the place of the law's,
    and so does a last day that the order gives itself.

    A plan was kept up all the time (CFA 2014 s.45(4)), and goes on by itself once the order is written down.
    """
    done = _met(by, Step.DONE)
    for kind in (Step.ORDER, Step.NOT_OPPOSED, Step.ENDED):
        step = by.get(kind)
        if step is None or not step.remedy:
            continue
        limits = limits_of(ground, kind, Remedy(step.remedy))
        by = BY_AGREEMENT if kind is Step.ENDED else BY_ORDER
        return [
            Running(limit, _on(step)) if limit in _GOES_ON
            else Running(limit, done, Instead(step.day, by, before=limit != limits[-1]) if step.day else None)
            for limit in limits
        ]  # fmt: skip
    return []


def limits_of(ground: Ground, kind: Step, remedy: Remedy) -> tuple[str, ...]:
    """The limits that run here after an agreement, an appeal not opposed, or an order; none where the case moves on."""
    if moves_the_case(ground, remedy):
        return ()
    if remedy is Remedy.DISMISS:
        return ("order.cease",) if ground is Ground.CEASING else ()
    if remedy is Remedy.ASSESS and ground is Ground.REASSESS:
        return _ASSESS_AGAIN_UNOPPOSED if kind is Step.NOT_OPPOSED else _ASSESS_AGAIN
    table = NOT_OPPOSED if kind is Step.NOT_OPPOSED else ORDERED
    return table.get(remedy, ())

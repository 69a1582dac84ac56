"""Which limits are a council's work, of which kind, and on which page each is worked at.

A council's work is what the law asks of it, and what it has asked of somebody else and chases: advice, and the answer
of a setting. Time that must be given, such as a family's fifteen days, is nobody's work; what a council does once it is
over, such as ending a plan that nobody appealed about, is.
"""

from functools import cache
from uuid import UUID

from alongside.deadlines.choices import WorkKind
from alongside.statute.loading import shipped_limits
from alongside.statute.timescales import gives_time

_K = WorkKind
_KINDS = {
    "request": _K.REQUEST, "assessment": _K.REQUEST, "plan": _K.REQUEST, "advice": _K.ADVICE,
    "consultation": _K.CONSULTATION, "review": _K.REVIEW, "phase-transfer": _K.PHASE, "move": _K.MOVE,
    "reassessment": _K.REASSESSMENT, "mediation": _K.APPEAL, "appeal": _K.APPEAL, "order": _K.APPEAL,
    "unopposed": _K.APPEAL, "recommendation": _K.APPEAL, "direct-payment": _K.BUDGET, "ceasing": _K.ENDING,
}  # fmt: skip
"""By the first word of a limit's name. What is not here, such as a birthday, waits for nobody."""
_COUNCILS = frozenset({"council", "old council", "new council", "health body or council"})
"""Whoever keeps a move is the old council of one that goes and the new council of one that comes."""
CHASED = {
    "advice.reply": "Whoever was asked for advice", "consultation.reply": "The setting that was asked",
    "move.health": "The old health body",
}  # fmt: skip
"""Limits of others that the council asked for and chases, and for whom it waits."""
AFTER = frozenset({"ceasing.kept-up"})
"""Time that is given to others and cannot be overrun, after which the council has something to do."""
_PAGES = {
    _K.REQUEST: "request/", _K.ADVICE: "request/advice/{matter}/", _K.CONSULTATION: "ehc-plan/settings/",
    _K.REVIEW: "annual-review/", _K.PHASE: "annual-review/", _K.MOVE: "plan-changes/",
    _K.REASSESSMENT: "plan-changes/", _K.APPEAL: "appeals/{matter}/", _K.BUDGET: "budget/",
    _K.ENDING: "plan-end/",
}  # fmt: skip
_OF_THE_PLAN = frozenset({"review.final"})
"""The end of an amendment that no yearly review asked for: it is worked at on the plan's own page."""

_OF_A_REQUEST = frozenset({
    "order.assess-no-plan", "order.plan-draft", "order.plan-final", "order.think-again-draft",
    "order.think-again-final",
    "unopposed.no-plan", "unopposed.plan-draft", "unopposed.plan-final",
})  # fmt: skip
"""What runs in the request itself once a refusal came out otherwise: it is worked at there."""
_OF_EITHER = frozenset({
    "order.assess-notify", "order.assess-final", "order.think-again", "unopposed.assess", "unopposed.final",
})  # fmt: skip
"""What runs in a request that an order or an agreement moved on, or in the steps of an appeal that moved none."""


@cache
def kind_of(limit: str) -> WorkKind | None:
    """What a limit is about, where it is a council's work; None where it is not."""
    kind = _KINDS.get(limit.partition(".")[0])
    return kind if kind and (limit in CHASED or limit in AFTER or limit in _own_limits()) else None


@cache
def _own_limits() -> frozenset[str]:
    limits = shipped_limits()
    every = (*limits.timescales, *limits.fixed_dates, *limits.ages, *limits.combined)
    return frozenset(one.key for one in every if one.who in _COUNCILS and not gives_time(one))


@cache
def work_limits() -> tuple[str, ...]:
    """Every limit that is a council's work, in the order of their names."""
    return tuple(sorted(key for key in {*_own_limits(), *CHASED, *AFTER} if kind_of(key)))


def page_of_work(limit: str, child_id: UUID, matter_id: UUID, *, is_ones_own: bool = False) -> str:
    """The address at which a legal date is worked at; the child's page for one that is no council's work.

    `is_ones_own` where the matter is one person's, such as an appeal, and not the request that it moved on.
    """
    kind = kind_of(limit)
    rest = _page_of_its_own(limit, is_ones_own=is_ones_own) or (
        _PAGES[kind].format(matter=matter_id) if kind else ""
    )
    return f"/children/{child_id}/{rest}"


def _page_of_its_own(limit: str, *, is_ones_own: bool) -> str:
    """The page of a limit that is not worked at where others of its kind are; nothing for the rest."""
    if limit in _OF_THE_PLAN:
        return "ehc-plan/"
    of_a_request = limit in _OF_A_REQUEST or (limit in _OF_EITHER and not is_ones_own)
    return "request/" if of_a_request else ""

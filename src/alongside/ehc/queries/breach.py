"""The forecast of missed dates for a manager: with whom, how many, why; and which."""

from collections import Counter
from dataclasses import dataclass

from alongside.access.actor import Actor
from alongside.access.policy import Permission, role_may
from alongside.deadlines.queries import WorkLine, caseworkers
from alongside.deadlines.queries.ahead import dates_ahead, lines_of
from alongside.ehc.rules.breach import AHEAD, InDanger, Why, in_danger

NOBODY = "nobody"
_SHOWN = 50


@dataclass(frozen=True)
class Share:
    """One person's part: how many dates of theirs are in danger, and for which reasons."""

    key: str
    name: str
    counts: dict[Why, int]

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True)
class Breaches:
    """The whole: each person's part, the largest first, and the dates that were asked for, as many as a page holds."""

    shares: tuple[Share, ...]
    who: str
    why: Why | None
    lines: tuple[tuple[WorkLine, Why], ...]
    more: int

    @property
    def counts(self) -> dict[Why, int]:
        """By reason, of everybody."""
        return {why: sum(one.counts.get(why, 0) for one in self.shares) for why in Why}

    @property
    def total(self) -> int:
        return sum(one.total for one in self.shares)


def breaches(actor: Actor, who: str = "", why: str = "") -> Breaches:
    """What is missed or likely to be missed in the month ahead; with a person or a reason, those dates too."""
    if not role_may(actor.role, Permission.CASE_DECIDE):
        return Breaches((), "", None, (), 0)
    found = in_danger(dates_ahead(actor, actor.on + AHEAD), actor.on)
    reason = Why(why) if why in list(Why) else None
    shares = _shares(actor, found)
    asked = who if who in {one.key for one in shares} else ""
    shown = [
        one for one in found
        if (not asked or _key(one) == asked) and (reason is None or one.why is reason)
    ] if asked or reason else []  # fmt: skip
    reasons = {one.date.id: one.why for one in shown}
    lines = lines_of(actor, [one.date.id for one in shown[:_SHOWN]])
    return Breaches(
        shares,
        asked,
        reason,
        tuple((line, reasons[line.clock_id]) for line in lines),
        max(len(shown) - _SHOWN, 0),
    )


def _key(one: InDanger) -> str:
    return str(one.date.holder_id or NOBODY)


def _shares(actor: Actor, found: list[InDanger]) -> tuple[Share, ...]:
    names = {str(one.person_id): one.name for one in caseworkers(actor)} | {NOBODY: "Nobody yet"}
    counted: dict[str, Counter[Why]] = {}
    for one in found:
        counted.setdefault(_key(one), Counter())[one.why] += 1
    shares = [
        Share(key, names.get(key, "Somebody who has left"), dict(many)) for key, many in counted.items()
    ]
    return tuple(sorted(shares, key=lambda one: (-one.total, one.name.casefold())))

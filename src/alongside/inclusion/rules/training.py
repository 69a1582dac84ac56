"""What staff were trained in, set against the needs of the children they teach (P9, R5)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.refusal import Refusal

UNSPECIFIC = frozenset({"OTH", "NSA"})
"""Codes of a need that no training is named after."""
SOON = timedelta(days=60)


@dataclass(frozen=True)
class Held:
    """One training: which needs it prepares for, and until when it is good."""

    needs: tuple[str, ...]
    on: date
    refresh_due_on: date | None

    def is_current(self, today: date) -> bool:
        """Done, and not past the day on which it has to be refreshed."""
        return self.on <= today and (self.refresh_due_on is None or today < self.refresh_due_on)


def uncovered(needs: Collection[str], held: Iterable[Held], today: date) -> tuple[str, ...]:
    """The needs that no current training prepares for, in order."""
    covered = {need for one in held if one.is_current(today) for need in one.needs}
    return tuple(sorted(set(needs) - covered - UNSPECIFIC - {""}))


def refuse_training(
    what: str, needs: Collection[str], known: Collection[str], held: Held, today: date
) -> Refusal | None:
    """It says what it was, was held already, and is refreshed later than it was held."""
    if not what:
        return Refusal("training.what", "Say what the training was.", "", "what")
    if set(needs) - set(known):
        return Refusal("training.need", "That need is not in the list.", "Choose from the list.", "needs")
    if held.on > today:
        return Refusal("training.future", "That day is still to come.", "Write it down afterwards.", "on")
    if held.refresh_due_on is not None and held.refresh_due_on <= held.on:
        return Refusal(
            "training.refresh", "It is refreshed later than it was held.", "Check both days.", "refresh_due_on"
        )  # fmt: skip
    return None

"""When a mistake in writing a plan down can be put right by itself, and when it takes an amendment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from alongside.ehcplans.choices import Because, EhcPlanState, Origin
from alongside.ehcplans.rules.content import NewSetting
from alongside.ehcplans.rules.writing import LONGEST
from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

WRITTEN_DOWN = frozenset({Because.TAKEN_IN, Because.TRANSFER, Because.CORRECTED})
"""What versions are made for that say what a plan on paper says."""
FEWEST_WORDS = 3


@dataclass(frozen=True)
class Correction:
    """What was wrong, and why it is changed. What is None stays as it is.

    `words` are the statements as the paper has them, by their ids; an empty text takes one out that the paper does not
    have. `other`, `moved_on` and `passed_on` are about how the plan came from another council;
    `settings` is what section I names.
    """

    why: str
    first_issued_on: date | None = None
    issued_on: date | None = None
    last_reviewed_on: date | None = None
    transferred_from: str | None = None
    other: str | None = None
    moved_on: date | None = None
    passed_on: date | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    settings: tuple[NewSetting, ...] | None = None

    @property
    def says_days(self) -> bool:
        """Whether a day that others count from is in it."""
        return any(
            (self.first_issued_on, self.issued_on, self.last_reviewed_on, self.moved_on, self.passed_on)
        )

    @property
    def names_alone(self) -> bool:
        """Whether it says what section I names and nothing else."""
        kept = (self.says_days, self.words, self.transferred_from is not None, self.other is not None)
        return self.settings is not None and not any(kept)


@dataclass(frozen=True)
class Standing:
    """What is known of the plan that is to be corrected; `built` names what rests on it already."""

    origin: Origin
    state: EhcPlanState
    made_for: frozenset[Because]
    built: tuple[str, ...]


def refuse_standing(found: Standing) -> Refusal | None:
    """None while the plan is as it was taken in, and nothing rests on what is to be put right."""
    if found.origin is Origin.HERE:
        return Refusal("correct.here", "This plan was made here.", "Change it by an amendment.")
    if found.state is not EhcPlanState.FINAL or not found.made_for <= WRITTEN_DOWN:
        return Refusal("correct.changed", "The plan has been changed since it was taken in.", "Amend it.")
    if found.built:
        return Refusal(
            "correct.built", f"Something rests on it already: {', '.join(found.built)}.",
            "Change the plan by an amendment, so that everybody sees what was different.",
        )  # fmt: skip
    return None


def refuse_correction(new: Correction, changes: int) -> Refusal | None:
    """None where something is different, each text fits, and it says why."""
    if len(new.why.split()) < FEWEST_WORDS:
        return Refusal("correct.why", "Say what was wrong.", "A sentence that others can follow.", "why")
    if not changes:
        return Refusal("correct.nothing", "Nothing is different.", "Change what is wrong, or go back.")
    longest = max(new.words.values(), key=len, default="")
    return too_long(longest, LONGEST, code="correct.long")


def differing(kept: Iterable[tuple[str, str]], words: Mapping[str, str]) -> dict[str, str]:
    """Of these statements (id, text), those whose words are not the ones kept, with the new ones."""
    return {
        key: words[key].strip() for key, text in kept if key in words and words[key].strip() != text.strip()
    }

"""Pure rules of what a class offers to everyone, and of the day on which SEN support begins."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal

LONGEST = 2_000
LATEST = timedelta(days=365)
IN_PLACE = frozenset({"helps", "little", "no_change", "too_soon"})


@dataclass(frozen=True)
class Offer:
    """One thing that every class is expected to offer, as it stands for one child."""

    strategy: str
    state: str
    since: date | None


def refuse_offer(
    offer: Offer, *, known: frozenset[str], states: frozenset[str], today: date
) -> Refusal | None:
    """What is in place or was tried says since when; only what the pack names is ticked."""
    if offer.strategy not in known or offer.state not in states:
        return Refusal("offer.unknown", "The list has changed.", "Open the page again.")
    if offer.since is None:
        return Refusal("offer.since", "Say since when, for each thing that is in place or was tried.")
    if offer.since > today:
        return Refusal("offer.future", "This has not begun yet.", "Tick it when it has.")
    return None


@dataclass(frozen=True)
class BeginFacts:
    """What is handed in when SEN support begins, and what is so already."""

    level: str
    needs: tuple[str, ...]
    known_needs: frozenset[str]
    on: date | None
    why: str
    support: str
    heard: str
    class_checked: bool
    without_class: str


def refuse_begin(facts: BeginFacts, today: date) -> Refusal | None:
    """Why SEN support cannot begin as it is said; None when it can."""
    return _refuse_level(facts) or _refuse_day(facts, today) or _refuse_words(facts) or _refuse_class(facts)


def _refuse_level(facts: BeginFacts) -> Refusal | None:
    if facts.level == "E":
        return Refusal("begin.plan", "This child has an education, health and care plan.", "Change the plan.")
    if facts.level == "K":
        return Refusal(
            "begin.already", "SEN support is given already.", "Write the letters, if nobody was told yet."
        )
    if not facts.needs or len(set(facts.needs)) != len(facts.needs):
        return Refusal("begin.needs", "Support is for a need.", "Choose the main need.", "need")
    if any(need not in facts.known_needs for need in facts.needs):
        return Refusal("begin.needs", "This need is not on the list.", "Choose from the list.", "need")
    return None


def _refuse_day(facts: BeginFacts, today: date) -> Refusal | None:
    if facts.on is None or not today - LATEST <= facts.on <= today:
        return Refusal(
            "begin.day", "Support begins on a day up to today.", "Say on which day it began.", "on"
        )
    return None


def _refuse_words(facts: BeginFacts) -> Refusal | None:
    asked = (
        ("why", facts.why, "The family wants to know why."),
        ("support", facts.support, "The family wants to know what you do."),
        ("heard", facts.heard, "The child and the family are asked first."),
    )
    for field, text, why in asked:
        if not text.strip():
            return Refusal(f"begin.{field}", why, "Write it in plain words.", field)
        if no := too_long(text, LONGEST, field, "begin.long"):
            return no
    return None


def _refuse_class(facts: BeginFacts) -> Refusal | None:
    """What every class offers comes first. It is no gate: with a reason, support begins all the same."""
    if facts.class_checked or facts.without_class.strip():
        return None
    return Refusal(
        "begin.class",
        "Nobody has said yet what the class has in place.",
        "Tick it first, or say why support begins without it.",
        "without_class",
    )


def refuse_first_stage(stage: str, known: Collection[str]) -> Refusal | None:
    """The stage at which a child with support is has to be one that the area knows."""
    if stage in known:
        return None
    return Refusal("begin.stage", "This stage is not known here.", "Choose one of the list.", "stage")


def may_give(*, is_given: bool, how: str, signs_in: bool) -> Refusal | None:
    """A letter is given once; here only to somebody who can sign in."""
    if is_given:
        return Refusal("letter.given", "This letter was given already.")
    if how not in ("product", "hand", "post", "told"):
        return Refusal("letter.how", "Say how they were given it.", "Choose one.", "how")
    if how == "product" and not signs_in:
        return Refusal(
            "letter.no_account",
            "They have no way to sign in here.",
            "Print it, give it to them, and say how and when.",
            "how",
        )
    return None


def refuse_told_on(told_on: date | None, began_on: date, today: date) -> Refusal | None:
    """The day on which somebody was told is known, and not to come."""
    if told_on is None or not began_on - timedelta(days=31) <= told_on <= today:
        return Refusal(
            "letter.day", "Say on which day they were given it.", "It is not after today.", "told_on"
        )
    return None

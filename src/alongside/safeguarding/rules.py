"""What may be written in the safeguarding room, and for how long somebody can be named. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from alongside.kernel.length import too_long
from alongside.kernel.refusal import Refusal
from alongside.safeguarding.choices import EntryKind

LONGEST = timedelta(days=366)
"""Nobody is named for longer than a year: whoever still needs it is named again (trust 2.4.18)."""
CONFIRMED_WITHIN = timedelta(days=7)
"""Five school days: the time in which a file has to be with the next lead (KCSIE, part two)."""
MOST = 10_000
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Letters and digits that are not taken for one another when a receipt is read out."""
RECEIPT_SPACE = len(_ALPHABET) ** 8


@dataclass(frozen=True)
class NewEntry:
    """What the lead writes. A community safety plan also says what keeps people safe and when it is looked at again."""

    kind: str
    text: str
    happened_on: date | None
    keeps_safe: str = ""
    who_knows: str = ""
    review_on: date | None = None


@dataclass(frozen=True)
class NewStep:
    """Something to be done: what, who and by when."""

    what: str
    due_on: date | None
    owner: str = ""


@dataclass(frozen=True)
class Naming:
    """Who may read an entry, why, and until the end of which day."""

    person_id: UUID | None
    why: str
    last_day: date | None


@dataclass(frozen=True)
class HandOver:
    """To whom the file of a child went, at which setting, how and when."""

    setting: str
    person: str
    how: str
    on: date | None


def receipt(number: int) -> str:
    """A random number as something that can be read out; it says nothing about how many there are."""
    letters = ""
    for _ in range(8):
        number, rest = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[rest]
    return f"SG-{letters[:4]}-{letters[4:]}"


def refuse_telling(text: str, happened_on: date | None, today: date) -> Refusal | None:
    """Whether a concern can be handed in: it says something, and it has happened."""
    if not text.strip():
        return Refusal("safeguarding.empty", "Write what you saw or heard.", field="text")
    if no := too_long(text, MOST, "text", "safeguarding.long"):
        return no
    if happened_on is None or happened_on > today:
        return Refusal("safeguarding.day", "Choose a day up to today.", field="happened_on")
    return None


def refuse_entry(new: NewEntry, today: date) -> Refusal | None:
    """Whether the lead can write this."""
    if new.kind not in (EntryKind.RECORD, EntryKind.SAFETY_PLAN):
        return Refusal("safeguarding.kind", "Choose what you are writing.", field="kind")
    refusal = refuse_telling(new.text, new.happened_on, today)
    if refusal or new.kind != EntryKind.SAFETY_PLAN:
        return refusal
    if not new.keeps_safe.strip():
        return Refusal("safeguarding.safe", "Write what keeps people safe.", field="keeps_safe")
    if new.review_on is None or new.review_on <= today:
        return Refusal(
            "safeguarding.review", "Choose a day after today to look at the plan again.", field="review_on"
        )
    return None


def refuse_naming(new: Naming, today: date) -> Refusal | None:
    """Whether somebody can be named with this reason until this day."""
    if not new.why.strip():
        return Refusal("safeguarding.why", "Write why they need to read it.", field="why")
    if new.last_day is None or new.last_day < today:
        return Refusal("safeguarding.until", "Choose a last day: today or later.", field="last_day")
    if new.last_day - today > LONGEST:
        return Refusal("safeguarding.too_long", "Choose a last day within a year.", field="last_day")
    return None


def refuse_hand_over(new: HandOver, today: date) -> Refusal | None:
    """Whether it is said to whom, where, how and when the file went."""
    if not new.setting.strip():
        return Refusal("safeguarding.setting", "Write the name of the next setting.", field="setting")
    if not new.person.strip():
        return Refusal("safeguarding.to", "Write the name of their safeguarding lead.", field="person")
    if not new.how.strip():
        return Refusal("safeguarding.how", "Say how they were given it.", field="how")
    if new.on is None or new.on > today:
        return Refusal("safeguarding.day", "Choose a day up to today.", field="on")
    return None


def refuse_step(new: NewStep) -> Refusal | None:
    """Whether an action says what and by when."""
    if not new.what.strip():
        return Refusal("safeguarding.what", "Write what is to be done.", field="what")
    if new.due_on is None:
        return Refusal("safeguarding.due", "Choose a day by which it is done.", field="due_on")
    return None


def refuse_words(text: str) -> Refusal | None:
    """Whether a note, an outcome or a closing says something."""
    if not text.strip():
        return Refusal("safeguarding.words", "Write a few words.", field="text")
    return None

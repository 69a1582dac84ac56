"""The same question in three wordings, because one plan grows with a child from birth to twenty-five.

A child aged 5 to 12 reads the child's wording and a young person of 13 or more their own. For a child under 5
an adult watches and writes, so the adult's wording is shown, or one for watching where that reads better.
Parents and professionals always read the adult's wording, which speaks about the child by name.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from alongside.statute.tables import Table

SPEAKS_FROM_AGE = 5
YOUNG_PERSON_FROM_AGE = 13

_PLACEHOLDER = re.compile(r"\{[^}]*\}|[{}]")


class Voice(StrEnum):
    """Whose words a passage holds."""

    CHILD = "child"
    PARENT = "parent"
    PROFESSIONAL = "professional"
    ANY = "any"


@dataclass(frozen=True)
class Wording:
    """One piece of text as a child, a young person and an adult would want to read it.

    Only `adult` and `watching` speak of the child, as {name}.
    """

    child: str
    young_person: str
    adult: str
    watching: str = ""

    def for_age(self, age: int, reader: Voice, name: str = "") -> str:
        """The words for `reader` when the child is of `age`, with {name} filled in when `name` is given."""
        text = self._chosen(age, reader)
        return text.replace("{name}", name) if name else text

    def _chosen(self, age: int, reader: Voice) -> str:
        if age < SPEAKS_FROM_AGE:
            return self.watching or self.adult
        if reader is not Voice.CHILD:
            return self.adult
        return self.child if age < YOUNG_PERSON_FROM_AGE else self.young_person

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text of it, for checks of language and length."""
        return tuple(text for text in (self.child, self.young_person, self.adult, self.watching) if text)


def wording_at(table: Table, key: str) -> Wording:
    """The wording called `key`, which must be there."""
    return read_wording(table.table(key))


def optional_wording_at(table: Table, key: str) -> Wording | None:
    """The wording called `key`, if the table has it."""
    return wording_at(table, key) if key in table.values else None


def read_wording(table: Table) -> Wording:
    """A wording from its own table; all three readers must be thought of."""
    table.only("child", "young_person", "adult", "watching")
    wording = Wording(
        child=table.text("child"),
        young_person=table.text("young_person"),
        adult=table.text("adult"),
        watching=table.optional_text("watching"),
    )
    for key, value in table.values.items():
        _check_placeholders(table, key, value)
    return wording


def _check_placeholders(table: Table, key: str, value: object) -> None:
    for found in _PLACEHOLDER.findall(value) if isinstance(value, str) else ():
        if found != "{name}":
            table.wrong(key, f"“{found}” cannot be filled in.", "The only place to fill in is {name}.")
        elif key in ("child", "young_person"):
            table.wrong(key, "The child is spoken of by name here.", "Speak to the child: write “you”.")

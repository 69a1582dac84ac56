"""Pure rules of an import: which child a row is, and what it would change. People are never merged on names alone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from alongside.kernel.refusal import Refusal
from alongside.kernel.text import search_key

UNDO_DAYS = 90
"""How long an import can be taken back."""
CHILD_FIELDS = (
    "given_name", "family_name", "middle_names", "preferred_given_name", "preferred_family_name", "born_on", "sex",
    "nc_year", "ethnicity", "first_language", "sen_provision", "primary_need", "class_name",
)  # fmt: skip
"""What a row can set on a child, in the order it is reviewed."""
KEPT_IF_HELD = frozenset({"preferred_given_name", "preferred_family_name", "middle_names"})
"""What the family or school may have made richer here than the file knows: only filled where empty."""
_BY_NUMBER = (("upn", "upn"), ("former_upn", "upn"), ("upn", "former_upn"), ("uln", "uln"))
"""Which number of a row is looked for among which numbers held, strongest first (law-and-data 4.1)."""

Values = dict[str, str]


@dataclass(frozen=True)
class Held:
    """The children of the setting as the matching rule needs them."""

    by_number: Mapping[tuple[str, str], str]
    by_name_and_birth: Mapping[tuple[str, str], Sequence[str]]

    @cached_property
    def names(self) -> frozenset[str]:
        """Every name that is here."""
        return frozenset(name for name, _ in self.by_name_and_birth)

    def has_namesake(self, name: str) -> bool:
        """Whether a child of this name is here."""
        return search_key(name) in self.names


@dataclass(frozen=True)
class Match:
    """Which child here a row is. `sure` is false where only name and date of birth agree: a person decides."""

    child_id: str = ""
    sure: bool = True
    candidates: tuple[str, ...] = field(default=())


def match(numbers: Mapping[str, str], name: str, born_on: str, held: Held) -> Match:
    """Find the child of a row: UPN, former UPN, ULN, and then name with date of birth, which is only a question."""
    for of_row, of_child in _BY_NUMBER:
        lookup = numbers.get(of_row, "")
        found = held.by_number.get((of_child, lookup)) if lookup else None
        if found:
            return Match(found)
    candidates = tuple(held.by_name_and_birth.get((search_key(name), born_on), ()))
    return Match(candidates[0], sure=False, candidates=candidates) if candidates else Match()


def differences(new: Values, held: Values) -> tuple[Values, Values]:
    """What a row would change on a child: the new values, and those they replace. What the file leaves out stays."""
    changed: Values = {}
    before: Values = {}
    for name in CHILD_FIELDS:
        value, now = new.get(name, ""), held.get(name, "")
        if not value or value == now or (name in KEPT_IF_HELD and now):
            continue
        changed[name], before[name] = value, now
    return changed, before


def may_undo(*, state: str, committed_on: date | None, today: date) -> Refusal | None:
    """An import can be taken back once, within 90 days."""
    if state != "committed" or committed_on is None:
        return Refusal(
            "import.not_in", "This import has not been brought in, so there is nothing to take back."
        )
    if today > committed_on + timedelta(days=UNDO_DAYS):
        return Refusal(
            "import.too_late",
            f"This was brought in more than {UNDO_DAYS} days ago.",
            "Change the children one by one.",
        )
    return None


_PARENTAL = frozenset(
    word
    for line in (
        "mother father mum dad parent stepmother stepfather stepparent carer guardian adoptive",
        "grandmother grandfather grandparent foster fostermother fosterfather",
        "mth fth par smp step gpr car fos mtr ftr pam paf",  # relationship codes of common transfer files
    )
    for word in line.split()
)


def standing_kind(contact: Mapping[str, Any]) -> str:
    """The standing a contact of a file gets: parent with responsibility, carer, or none ("").

    A missing mark of parental responsibility is never read as yes; other contacts (a neighbour to telephone)
    get no standing at all.
    """
    if contact.get("has_pr") is True:
        return "parent"
    words = set(search_key(str(contact.get("relationship", ""))).split())
    joined = search_key(str(contact.get("relationship", ""))).replace(" ", "")
    return "carer" if words & _PARENTAL or joined in _PARENTAL else ""

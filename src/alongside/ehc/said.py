"""What somebody says by telephone, letter or face to face, as the council writes it down for them.

It counts as if they had written it here, from the day on which it came.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from alongside.access.choices import StandingKind
from alongside.children.choices import Deciding
from alongside.children.of_age.queries import right_holders
from alongside.children.of_age.rules import is_grown
from alongside.children.queries import ChildCard, StandsBy
from alongside.ehc.choices import Route
from alongside.kernel.refusal import Refusal


@dataclass(frozen=True)
class SaidElsewhere:
    """In whose words, how and when. Without `person_id` it is a young person who has no sign-in here."""

    words: str
    said_on: date
    route: Route = Route.PHONE
    person_id: UUID | None = None


def those_who_may_say(card: ChildCard, around: list[StandsBy], on: date) -> list[tuple[UUID | None, str]]:
    """Whose words can be written down on a day: those of whoever has the right, and, once it is theirs, of a young
    person who has no standing here."""
    holds = right_holders(card, around, Deciding.REQUEST, on)
    found: list[tuple[UUID | None, str]] = []
    for one in around:
        if one.person_id in holds and (one.person_id, one.name) not in found:
            found.append((one.person_id, one.name))
    here = any(one.kind is StandingKind.CHILD and one.person_id for one in around)
    if is_grown(card.born_on, on) and not here and not holds:
        found.append((None, card.full_name))
    return found


def who_said(
    card: ChildCard, around: list[StandsBy], new: SaidElsewhere, on: date
) -> tuple[UUID | None, str] | Refusal:
    """Who it was, by their name; refuses somebody whose right it is not, and a day that has not come."""
    if new.said_on > on:
        return Refusal("said.day", "That day has not come yet.", "Write the day on which it came.", "said_on")
    who = next((one for one in those_who_may_say(card, around, on) if one[0] == new.person_id), None)
    return who or Refusal(
        "said.not-theirs", "The law gives this right to somebody else now.",
        "Ask them, and write down what they say.", "person",
    )  # fmt: skip

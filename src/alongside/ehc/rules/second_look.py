"""Who confirms that a council is responsible for a child whose record is here already."""

from dataclasses import dataclass
from uuid import UUID

from alongside.kernel.refusal import Refusal


@dataclass(frozen=True)
class Looked:
    """Somebody of the council who says so: who, and whether they manage the team."""

    person_id: UUID | None
    manages: bool


def refuse_second(first: Looked, second: Looked) -> Refusal | None:
    """None where the second may confirm what the first said: another person, and one of the two a manager."""
    if second.person_id is None or second.person_id == first.person_id:
        return Refusal("look.same", "Somebody else confirms this.", "A SEND manager has been told.")
    if not (first.manages or second.manages):
        return Refusal("look.manager", "A SEND manager confirms this.", "A SEND manager has been told.")
    return None

"""What someone chose about how to be written to, and keeping it: the same for a person and for a child."""

from dataclasses import asdict, dataclass
from typing import Any

from alongside.kernel.refusal import Refusal
from alongside.people.models import CommunicationNeeds

FIELDS = ("document_format", "language", "interpreter", "channel", "communication_note")


@dataclass(frozen=True)
class Communication:
    """How someone wants documents and messages; `edition` is the one the chooser was looking at."""

    document_format: str
    language: str
    interpreter: str
    channel: str
    communication_note: str
    edition: int


CHANGED_MEANWHILE = Refusal(
    "changed-meanwhile",
    "Someone else changed these answers while you were looking at them.",
    "What you chose is still on this page. Check it and save again.",
)


def communication_of(row: Any) -> Communication:
    """What is recorded now. `row` is a Person or a Child."""
    return Communication(**{name: getattr(row, name) for name in FIELDS}, edition=row.edition)


def keep(row: Any, chosen: Communication) -> tuple[dict[str, Any], dict[str, Any]]:
    """Put the choice into the row and save it; what changed, before and after."""
    assert isinstance(row, CommunicationNeeds)
    wanted = {name: value for name, value in asdict(chosen).items() if name in FIELDS}
    before = {name: getattr(row, name) for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in wanted.items():
        setattr(row, name, value)
    row.edition += 1  # type: ignore[attr-defined]
    row.save(update_fields=[*FIELDS, "edition"])
    return before, {name: wanted[name] for name in before}

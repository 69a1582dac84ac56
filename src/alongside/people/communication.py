"""What someone chose about how to be written to, and keeping it: the same for a person and for a child."""

from dataclasses import asdict, dataclass
from datetime import time
from typing import Any

from alongside.kernel.refusal import Refusal
from alongside.people.models import CommunicationNeeds

FIELDS = ("document_format", "language", "interpreter", "channel", "communication_note")
TIMES = ("message_days", "message_from", "message_until")
"""When messages may come: asked of each person about themselves, and of nobody about a child."""


@dataclass(frozen=True)
class Communication:
    """How someone wants documents and messages; `edition` is the one the chooser was looking at."""

    document_format: str
    language: str
    interpreter: str
    channel: str
    communication_note: str
    edition: int
    message_days: str = "any"
    message_from: time | None = None
    message_until: time | None = None


CHANGED_MEANWHILE = Refusal(
    "changed-meanwhile",
    "Someone else changed these answers while you were looking at them.",
    "What you chose is still on this page. Check it and save again.",
)


def communication_of(row: Any) -> Communication:
    """What is recorded now. `row` is a Person or a Child."""
    return Communication(**{name: getattr(row, name) for name in _fields(row)}, edition=row.edition)


def _fields(row: Any) -> tuple[str, ...]:
    return (*FIELDS, *TIMES) if hasattr(row, "message_days") else FIELDS


def keep(row: Any, chosen: Communication) -> tuple[dict[str, Any], dict[str, Any]]:
    """Put the choice into the row and save it; what changed, before and after."""
    assert isinstance(row, CommunicationNeeds)
    fields = _fields(row)
    wanted = {name: value for name, value in asdict(chosen).items() if name in fields}
    before = {name: getattr(row, name) for name, value in wanted.items() if getattr(row, name) != value}
    for name, value in wanted.items():
        setattr(row, name, value)
    row.edition += 1  # type: ignore[attr-defined]
    row.save(update_fields=[*fields, "edition"])
    return _as_words(before), _as_words({name: wanted[name] for name in before})


def _as_words(values: dict[str, Any]) -> dict[str, Any]:
    return {name: str(value) if isinstance(value, time) else value for name, value in values.items()}

"""Pure rules of stages: a known stage, from a day, with a reason."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from alongside.kernel.refusal import Refusal


@dataclass(frozen=True)
class StageFacts:
    """A stage that is to be set, and the one there is."""

    stage: str
    starts_on: date | None
    why: str
    current: str = ""
    since: date | None = None


def refuse_stage(facts: StageFacts, known: Collection[str], today: date) -> Refusal | None:
    """A stage that is known and another than now, from a day that has come and not before the last change."""
    if facts.stage and facts.stage not in known:
        return Refusal("stage.unknown", "This stage is not known here.", "Choose one of the list.", "stage")
    if facts.stage == facts.current and facts.since is not None:
        return Refusal("stage.same", "That is the stage now.", "Choose another, or leave it.", "stage")
    if not facts.stage and facts.since is None:
        return Refusal("stage.none", "No stage was set yet.", "Choose a stage.", "stage")
    if facts.starts_on is None or facts.starts_on > today:
        return Refusal("stage.day", "Since when?", "Write a day that has come.", "starts_on")
    if facts.since is not None and facts.starts_on < facts.since:
        return Refusal("stage.before", "That is before the last change.", "Write a later day.", "starts_on")
    if not facts.why.strip():
        return Refusal("stage.why", "The family reads why.", "Say it in a few words.", "why")
    return None

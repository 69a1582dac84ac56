"""What is shown of support: the thread, and what is being done."""

from alongside.support.queries.actions import (
    ActionLine,
    action_by_id,
    actions_for,
    actions_of,
    who_could_own,
)
from alongside.support.queries.story import board, chronicle, waiting_for
from alongside.support.queries.thread import OutcomeThread, threads

__all__ = [
    "ActionLine",
    "OutcomeThread",
    "action_by_id",
    "actions_for",
    "actions_of",
    "board",
    "chronicle",
    "threads",
    "waiting_for",
    "who_could_own",
]

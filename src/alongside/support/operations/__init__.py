"""What changes: the thread from hope to help, and the actions that carry it out."""

from alongside.support.operations.actions import (
    NewAction,
    add_action,
    complete_action,
    drop_action,
    hand_over_action,
)
from alongside.support.operations.asked import NewAsked, answer_asked, ask, tell_result
from alongside.support.operations.delivery import (
    NewGiver,
    NewTick,
    all_as_planned,
    name_giver,
    put_right,
    tick,
)
from alongside.support.operations.measures import NewMeasure, correct_measure, record_measure
from alongside.support.operations.thread import (
    add_need,
    add_outcome,
    add_provision,
    add_step,
    change_in_thread,
)

__all__ = [
    "NewAction",
    "NewAsked",
    "NewGiver",
    "NewMeasure",
    "NewTick",
    "add_action",
    "add_need",
    "add_outcome",
    "add_provision",
    "add_step",
    "all_as_planned",
    "answer_asked",
    "ask",
    "change_in_thread",
    "complete_action",
    "correct_measure",
    "drop_action",
    "hand_over_action",
    "name_giver",
    "put_right",
    "record_measure",
    "tell_result",
    "tick",
]

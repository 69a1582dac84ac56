"""What changes: the thread from hope to help, and the actions that carry it out."""

from alongside.support.operations.actions import (
    NewAction,
    add_action,
    complete_action,
    drop_action,
    hand_over_action,
)
from alongside.support.operations.asked import NewAsked, answer_asked, ask, tell_result
from alongside.support.operations.contributions import (
    NewContribution,
    NewDecision,
    NewNeed,
    NewOutcome,
    choose_outcome,
    cite_need,
    contribute,
    decide,
    leave_outcome,
)
from alongside.support.operations.cycles import (
    Agreed,
    Held,
    agree_cycle,
    move_cycle,
    note_absence,
    start_cycle,
)
from alongside.support.operations.delivery import (
    NewGiver,
    NewTick,
    all_as_planned,
    name_giver,
    put_right,
    tick,
)
from alongside.support.operations.measures import NewMeasure, correct_measure, record_measure
from alongside.support.operations.referrals import NewReferral, Step, ask_professional, take_step
from alongside.support.operations.stages import NewStage, set_stage
from alongside.support.operations.thread import (
    add_need,
    add_outcome,
    add_provision,
    add_step,
    change_in_thread,
)

__all__ = [
    "Agreed",
    "Held",
    "NewAction",
    "NewAsked",
    "NewContribution",
    "NewDecision",
    "NewGiver",
    "NewMeasure",
    "NewNeed",
    "NewOutcome",
    "NewReferral",
    "NewStage",
    "NewTick",
    "Step",
    "add_action",
    "add_need",
    "add_outcome",
    "add_provision",
    "add_step",
    "agree_cycle",
    "all_as_planned",
    "answer_asked",
    "ask",
    "ask_professional",
    "change_in_thread",
    "choose_outcome",
    "cite_need",
    "complete_action",
    "contribute",
    "correct_measure",
    "decide",
    "drop_action",
    "hand_over_action",
    "leave_outcome",
    "move_cycle",
    "name_giver",
    "note_absence",
    "put_right",
    "record_measure",
    "set_stage",
    "start_cycle",
    "take_step",
    "tell_result",
    "tick",
]

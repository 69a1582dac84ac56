"""What changes in the safeguarding room: concerns that come in, and what the lead does about them."""

from alongside.safeguarding.operations.acting import (
    add_note,
    add_step,
    close_entry,
    finish_step,
    note_look,
    place_concern,
    write_entry,
)
from alongside.safeguarding.operations.leaving import hand_over, step_back
from alongside.safeguarding.operations.naming import end_naming, name_person
from alongside.safeguarding.operations.telling import SafetyConcern, raise_by_name, raise_safety_concern

__all__ = [
    "SafetyConcern", "add_note", "add_step", "close_entry", "end_naming", "finish_step", "hand_over", "name_person",
    "note_look",
    "place_concern", "raise_by_name", "raise_safety_concern", "step_back", "write_entry",
]  # fmt: skip

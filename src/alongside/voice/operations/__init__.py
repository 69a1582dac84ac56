"""Changes to words: passages, drafts, the circle of support."""

from alongside.voice.operations.circle import move_in_circle, put_in_circle, take_out_of_circle
from alongside.voice.operations.confirming import still_right
from alongside.voice.operations.drafts import clear_draft, drop_draft, save_draft
from alongside.voice.operations.words import (
    NewWords,
    StaleText,
    change_words,
    end_words,
    write_words,
    writer_of,
)

__all__ = [
    "NewWords",
    "StaleText",
    "change_words",
    "clear_draft",
    "drop_draft",
    "end_words",
    "move_in_circle",
    "put_in_circle",
    "save_draft",
    "still_right",
    "take_out_of_circle",
    "write_words",
    "writer_of",
]

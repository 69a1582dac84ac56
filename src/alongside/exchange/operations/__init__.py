"""Imports: propose, decide, bring in, take back."""

from alongside.exchange.operations.attendance import start_attendance
from alongside.exchange.operations.commit import commit_import
from alongside.exchange.operations.in_background import (
    LARGE,
    commit_later,
    receive_attendance,
    receive_import,
    work_on,
)
from alongside.exchange.operations.propose import map_columns, start_import
from alongside.exchange.operations.review import decide, drop_import
from alongside.exchange.operations.undo import undo_import

__all__ = [
    "LARGE",
    "commit_import",
    "commit_later",
    "decide",
    "drop_import",
    "map_columns",
    "receive_attendance",
    "receive_import",
    "start_attendance",
    "start_import",
    "undo_import",
    "work_on",
]

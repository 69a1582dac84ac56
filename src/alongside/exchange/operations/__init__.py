"""Imports: propose, decide, bring in, take back."""

from alongside.exchange.operations.commit import commit_import
from alongside.exchange.operations.propose import map_columns, start_import
from alongside.exchange.operations.review import decide, drop_import
from alongside.exchange.operations.undo import undo_import

__all__ = ["commit_import", "decide", "drop_import", "map_columns", "start_import", "undo_import"]

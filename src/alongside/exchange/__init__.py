"""Bringing children in: file, rows, proposed changes, review, commit, undo."""

"""Disagreement: kept beside the text, with a route forward and its steps."""

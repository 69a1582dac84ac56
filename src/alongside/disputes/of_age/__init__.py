"""Telling a family, before the day and on it, that rights pass to the young person."""

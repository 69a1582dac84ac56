"""Disagreement: what somebody sees differently, kept beside the text, with the way forward and each step on it."""

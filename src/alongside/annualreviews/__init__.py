"""Keeping an EHC plan up: its yearly review by law, help promised and given, changes of phase, and how a plan ends."""

"""Needs, outcomes, steps and provision: the thread from hope to help, built from statements."""

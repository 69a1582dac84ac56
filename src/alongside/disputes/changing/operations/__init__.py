"""Moves between areas and health bodies, and new assessments: each with its clocks."""

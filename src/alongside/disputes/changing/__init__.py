"""Moves between areas, and new assessments of somebody who has a plan."""

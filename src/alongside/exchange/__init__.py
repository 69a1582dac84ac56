"""Bringing children in from other systems, and returns that leave for them."""

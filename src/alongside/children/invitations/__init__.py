"""Inviting a family: a link to an address, a second fact, and a standing by the child when both are right."""

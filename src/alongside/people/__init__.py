"""People and how they sign in, and how each wants to be written to."""

"""The unit of work, the audit record, and the log of who opened which child."""

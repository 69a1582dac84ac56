"""Plain building blocks that know nothing of SEND, of Django or of each other's callers."""

"""The education, health and care plan: what it says, its versions, who answered what, and what it names."""

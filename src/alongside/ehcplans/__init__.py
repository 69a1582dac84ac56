"""The education, health and care plan: its statements by section, its versions, who answered what, and what it names."""

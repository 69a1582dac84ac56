"""Reviews: each outcome looked at, what works from each voice, and what comes next."""

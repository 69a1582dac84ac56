"""The front door: home for each audience, errors, help, accessibility and privacy pages, the demo area."""

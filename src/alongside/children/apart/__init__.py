"""The home apart from which a shield keeps where a child is."""

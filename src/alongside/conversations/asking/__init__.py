"""Who may know of an invitation to take part."""

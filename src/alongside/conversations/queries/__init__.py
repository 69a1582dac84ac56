"""Questions about conversations: a file for each subject."""

"""Pure rules of conversations: a file for each subject."""

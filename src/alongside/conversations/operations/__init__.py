"""What changes in conversations: a file for each subject."""

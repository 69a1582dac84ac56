"""Small enums of conversations: a file for each kind."""

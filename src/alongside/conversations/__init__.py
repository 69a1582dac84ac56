"""Invitations to take part, meetings, guided conversations, the thread with the setting, calls and letters."""

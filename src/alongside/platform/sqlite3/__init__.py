"""The embedded database, for Django."""

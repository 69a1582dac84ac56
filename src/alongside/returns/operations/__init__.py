"""Gathering, checking, mending and making a return."""

"""Councils, settings and services, who works in them, and their classes."""

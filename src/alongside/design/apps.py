"""Tells Django about the design foundation."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Templates, components and assets; it has no tables."""

    name = "alongside.design"
    label = "design"
    verbose_name = "Design"

"""Tells Django about the design foundation."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Templates, components and assets; it has no tables."""

    name = "alongside.design"
    label = "design"
    verbose_name = "Design"

    def ready(self) -> None:
        """Register the checks of this app."""
        from alongside.design import checks  # noqa: F401

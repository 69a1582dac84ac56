from django.apps import AppConfig


class RenderingConfig(AppConfig):
    """Documents as web page, tagged PDF, large print, Word and plain text. It keeps no data."""

    name = "alongside.rendering"

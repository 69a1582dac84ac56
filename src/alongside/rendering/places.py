"""Where the built fonts and symbols are. The only file of this package that looks at the settings."""

from pathlib import Path


def assets_dir() -> Path:
    """The folder of built assets: the one in the settings, or build/assets when Django is not running."""
    try:
        from django.conf import settings
    except ImportError:
        return Path("build/assets")
    return Path(settings.ASSETS_DIR) if settings.configured else Path("build/assets")


def fonts_dir() -> Path:
    """The TTF files that `fonts.build` made."""
    return assets_dir() / "fonts" / "ttf"


def symbols_dir() -> Path:
    """One SVG file for each concept, named after it."""
    return assets_dir() / "symbols"

"""What a council may call its own: the service's name, its own name, its accent colour, how to reach it."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings


@dataclass(frozen=True)
class Brand:
    """The names and contact details every page shows."""

    name: str = "Alongside"
    strapline: str = "One child, one plan, written together"
    area: str = ""
    telephone: str = ""
    email: str = ""


@cache
def brand() -> Brand:
    """The brand of this installation, from the setting ALONGSIDE_BRAND (a table of the fields above)."""
    return Brand(**getattr(settings, "ALONGSIDE_BRAND", {}))

"""What a council may call its own: names, logo, accent colour, how to reach it."""

import re
from dataclasses import dataclass
from functools import cache

from django.conf import settings

LEAST_CONTRAST = 6.0
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Brand:
    """The names, colour and contact details every page shows.

    `accent` is a colour like "#14595c", checked when the program starts; `logo` is the name of a picture
    among the static files, shown beside the service's name.
    """

    name: str = "Alongside"
    strapline: str = "One child, one plan, written together"
    area: str = ""
    telephone: str = ""
    email: str = ""
    accent: str = ""
    logo: str = ""


@cache
def brand() -> Brand:
    """The brand of this installation, from the setting ALONGSIDE_BRAND (a table of the fields above)."""
    return Brand(**getattr(settings, "ALONGSIDE_BRAND", {}))


def accent_problem(accent: str) -> str:
    """What is wrong with an accent colour, in words for whoever set it; nothing when it can be used.

    White text stands on it, and it is itself text on a pale wash of it: both need 6:1.
    """
    if not accent:
        return ""
    if not _COLOUR.fullmatch(accent):
        return f"{accent!r} is not a colour like #14595c."
    weakest = min(contrast(accent, "#ffffff"), contrast(accent, wash(accent)))
    if weakest < LEAST_CONTRAST:
        return f"{accent} is too light to read: {weakest:.1f}:1, and 6:1 is needed. Choose a darker one."
    return ""


def accent_sheet(accent: str) -> str:
    """The style rules that put an accent colour in place of our teal."""
    light = {
        "teal": accent,
        "teal-ink": accent,
        "teal-deep": mixed(accent, 0, 0.3),
        "teal-wash": wash(accent),
    }
    rules = "".join(f"--al-{name}:{colour};" for name, colour in light.items())
    return f":root{{--al-bar:{accent}}}@media not (prefers-color-scheme:dark){{:root{{{rules}}}}}"


def wash(colour: str) -> str:
    """A pale background of the same hue."""
    return mixed(colour, 255, 0.92)


def mixed(colour: str, level: int, share: float) -> str:
    """A colour with a share of black (level 0) or white (level 255) mixed in."""
    return "#" + "".join(f"{round(part * (1 - share) + level * share):02x}" for part in _parts(colour))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21. Source: WCAG 2.2, "contrast ratio"."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = [part / 255 for part in _parts(colour)]
    red, green, blue = (x / 12.92 if x <= 0.04045 else ((x + 0.055) / 1.055) ** 2.4 for x in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]

"""Small helpers for people's words and names on a page."""

import re

from markupsafe import Markup


def paragraphs(value: str) -> Markup:
    """What somebody wrote, with their own line breaks kept and everything else escaped."""
    parts = re.split(r"\n\s*\n", str(value).replace("\r\n", "\n").strip())
    lines = (Markup("<br>").join(part.split("\n")) for part in parts if part)
    return Markup("").join(Markup(f"<p>{each}</p>") for each in lines)  # noqa: S704 - joining has escaped it


def initials(name: str) -> str:
    """One or two letters for a person who has no picture: "AB" for Amira Bright, "م" for an Arabic name."""
    titles = {"mr", "mrs", "ms", "miss", "mx", "dr", "prof"}
    words = [word for word in name.split() if word.rstrip(".").lower() not in titles and word[0].isalpha()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def tint(name: str) -> int:
    """Which of the four quiet colours stands behind these initials: the same for the same name."""
    return sum(map(ord, name)) % 4

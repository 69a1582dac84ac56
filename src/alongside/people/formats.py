"""The format a paper is asked for in, and whose copy it is: the same for every document of the product."""

from alongside.access.actor import Actor
from alongside.design.dates import moment
from alongside.people.queries import my_communication
from alongside.platform.clock import now
from alongside.rendering.formats import Format

MINE = "my-format"
SLUGS = (MINE, *(form.value.replace("_", "-") for form in Format))
"""What stands in the address of a paper: the reader's own format, or one by name."""


def mark(actor: Actor) -> str:
    """Who took this copy, and when: it stands at the foot of every page."""
    return f"Copy for {actor.name}, {moment(now())}"


def wanted(actor: Actor, slug: str) -> Format:
    """The format of the address; for "my-format" the one recorded for the reader, without asking (T13)."""
    return Format(my_communication(actor).document_format if slug == MINE else slug.replace("-", "_"))

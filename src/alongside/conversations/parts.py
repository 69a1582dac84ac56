"""The parts of a plan that somebody can be asked about. The app of plans, which stands above, tells what they are."""

from collections.abc import Callable
from dataclasses import dataclass

from alongside.access.actor import Actor
from alongside.children.queries import ChildCard
from alongside.conversations.rules.invitations import AskedAs
from alongside.voice.choices import Voice


@dataclass(frozen=True)
class Part:
    """One part of the plan, in the asker's wording, with the topics in it that this voice answers."""

    key: str
    title: str
    topics: tuple[tuple[str, str], ...]


PartsOf = Callable[[Actor, ChildCard, Voice], tuple[Part, ...]]
_parts_of: list[PartsOf] = []

_VOICE = {AskedAs.CHILD: Voice.CHILD, AskedAs.FAMILY: Voice.PARENT, AskedAs.RELATIVE: Voice.PARENT}


def parts_known_by(function: PartsOf) -> PartsOf:
    """Register the question "which parts of this child's plan can be asked of a voice?"."""
    _parts_of[:] = [function]
    return function


def voice_of(asked_as: AskedAs) -> Voice:
    """In whose voice somebody asked like this tells."""
    return _VOICE.get(asked_as, Voice.PROFESSIONAL)


def parts_for(actor: Actor, child: ChildCard, asked_as: AskedAs) -> tuple[Part, ...]:
    """The parts somebody can be asked about; none for an advocate, who stands beside and writes no part."""
    if asked_as is AskedAs.ADVOCATE or not _parts_of:
        return ()
    return _parts_of[0](actor, child, voice_of(asked_as))

"""Meetings as the tests need them, made through the product's own operations."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from alongside.access.actor import Actor
from alongside.conversations.models import Meeting
from alongside.conversations.operations.meetings import NewMeeting, plan_meeting
from alongside.kernel.refusal import Refusal
from tests.makers import world
from tests.makers.family import Around
from tests.plans.reading import signed_in

SOON = world.NOW + timedelta(days=14)


def done(result: Any) -> Any:
    """What an operation gave, which must not be a refusal."""
    assert not isinstance(result, Refusal), str(result)
    return result


def invitation(around: Around, *actors: Actor, **other: Any) -> NewMeeting:
    """A meeting at school in a fortnight with Amira's mother, or those given."""
    keys = tuple(str(one.person_id) for one in actors or (around.mother,))
    said = {
        "purpose": "How the term began",
        "starts_at": SOON,
        "minutes": 45,
        "way": "face",
        "place": "Room 2",
    }
    return NewMeeting(**{**said, "invited": keys, **other})


def planned(around: Around, *actors: Actor, **other: Any) -> Meeting:
    """That meeting, planned by the SENCo."""
    return done(plan_meeting(around.senco, around.child.id, invitation(around, *actors, **other), world.NOW))


def got(actor: Actor, name: str, *parts: UUID, query: str = "") -> Any:
    """The answer to opening a page of conversations."""
    return signed_in(actor).get(reverse(f"conversations:{name}", args=parts) + query)


def posted(actor: Actor, data: dict[str, Any], name: str, *parts: UUID, query: str = "") -> Any:
    """The answer to sending a form of conversations."""
    return signed_in(actor).post(reverse(f"conversations:{name}", args=parts) + query, data)

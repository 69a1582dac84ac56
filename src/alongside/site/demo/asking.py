"""Steps of a story in which people are asked to take part, answer, or have what they told entered for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from alongside.access.actor import Actor
from alongside.conversations.operations.answering import Given, move_ask
from alongside.conversations.operations.entering import Told, enter_words
from alongside.conversations.operations.invitations import NewAsk, ask_to_take_part
from alongside.conversations.rules.invitations import AskedAs, Move, Route
from alongside.voice.choices import Gathered

if TYPE_CHECKING:
    from alongside.site.demo.told import Story

Step = Mapping[str, Any]


def ask(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Ask someone in the story (`who`), or somebody by name on paper, by telephone or face to face."""
    whom = story.people.get(step.get("who", ""))
    new = NewAsk(
        AskedAs(step["asked"]), step["why"], actor.on + timedelta(days=step["within"]),
        Route(step.get("route", "product")), whom.person.id if whom else None, step.get("given", ""),
        step.get("family", ""), step.get("describes", ""), tuple(step.get("parts", ())), step.get("text", ""),
    )  # fmt: skip
    return ask_to_take_part(actor, story.child_id, new, now)


def answer(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Make one move with an invitation made before under a name."""
    given = Given(step.get("text", ""))
    return move_ask(actor, story.child_id, story.made[step["ask"]].pk, Move(step["move"]), given, now)


def enter(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Enter what somebody told on paper, by telephone or face to face."""
    told = Told(step["topic"], step["text"], Gathered(step["how"]), actor.on - timedelta(days=1))
    return enter_words(actor, story.child_id, story.made[step["ask"]].pk, told, now)

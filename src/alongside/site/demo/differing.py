"""Steps of a story in which somebody sees something differently, and the talk goes on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from alongside.access.actor import Actor
from alongside.disputes.operations import (
    NewDisagreement,
    NewStep,
    end_disagreement,
    raise_disagreement,
    record_step,
    write_view,
)

if TYPE_CHECKING:
    from alongside.site.demo.told import Story

Step = Mapping[str, Any]


def differ(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Say that one sees it differently."""
    about = story.made[step["on"]].pk if "on" in step else None
    new = NewDisagreement(
        step["text"], step.get("wish", ""), step.get("for", ""), step.get("how", "typed"),
        step.get("beside", True), about,
    )  # fmt: skip
    return raise_disagreement(actor, story.child_id, new, now)


def go_on(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Record a step, with the next where there is one."""
    by = story.days.ahead(int(step["ahead"])) if "ahead" in step else None
    by = actor.on + timedelta(days=int(step["within"])) if "within" in step else by
    new = NewStep(step["kind"], actor.on, step["text"], step.get("next", ""), step.get("who", ""), by)
    return record_step(actor, story.child_id, story.made[step["of"]].pk, new, now)


def see(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Write another view beside it."""
    return write_view(actor, story.child_id, story.made[step["of"]].pk, step["text"], now)


def settle(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Say that it is settled."""
    row = story.made[step["of"]]
    return end_disagreement(actor, story.child_id, row.pk, "settled", step["text"], now)


DOING: Mapping[str, Callable[[Story, Actor, Step, datetime], Any]] = {
    "differ": differ, "go-on": go_on, "see": see, "settle": settle,
}  # fmt: skip

"""Steps of a story in which a cycle turns: assess, plan, do, review, with the scores that show what it came to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from alongside.access.actor import Actor
from alongside.support.operations import (
    Agreed,
    Held,
    NewContribution,
    NewMeasure,
    NewNeed,
    NewOutcome,
    NewReferral,
    NewStage,
    agree_cycle,
    ask_professional,
    choose_outcome,
    cite_need,
    contribute,
    move_cycle,
    note_absence,
    record_measure,
    set_stage,
    start_cycle,
    take_step,
)
from alongside.support.operations import (
    Step as HappenedStep,
)
from alongside.voice.choices import Gathered

if TYPE_CHECKING:
    from alongside.site.demo.told import Story

Step = Mapping[str, Any]


def started(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Start the next cycle."""
    return start_cycle(actor, story.child_id, now)


def brought(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Bring a view, one's own or somebody else's."""
    new = NewContribution(
        step.get("well", ""), step.get("hard", ""), step.get("helps", ""), step.get("known", ""),
        step.get("as", ""), step.get("name", ""), step.get("how", Gathered.TYPED),
    )  # fmt: skip
    return contribute(actor, story.child_id, story.made[step["cycle"]].pk, new, now)


def named(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Name a need and what shows it."""
    said = story.made[step["said"]].pk if "said" in step else None
    new = NewNeed(story.made[step["need"]].pk, step.get("text", ""), said, step.get("with", ""))
    return cite_need(actor, story.child_id, story.made[step["cycle"]].pk, new, now)


def aimed(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Work on an outcome, and say what effect is expected."""
    target = Decimal(str(step["target"])) if "target" in step else None
    new = NewOutcome(story.made[step["outcome"]].pk, step["text"], step.get("with", ""), target)
    return choose_outcome(actor, story.child_id, story.made[step["cycle"]].pk, new, now)


def agreed(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Name who is responsible, and the day of the review: so many days ago, or ahead."""
    day = story.days.ahead(int(step["ahead"])) if "ahead" in step else story.days.ago(int(step["review"]))
    new = Agreed(story.people[step["who"]].person.pk, day, step["text"])
    return agree_cycle(actor, story.child_id, story.made[step["cycle"]].pk, new, now)


def moved(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Move the cycle on."""
    cycle = story.made[step["cycle"]].pk
    return move_cycle(actor, story.child_id, cycle, step["to"], step.get("text", ""), now)


def held(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Write when the review was held and with whom."""
    new = Held(actor.on, step["text"])
    return note_absence(actor, story.child_id, story.made[step["cycle"]].pk, new, now)


def scored(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Write a score down."""
    help_id = story.made[step["help"]].pk if "help" in step else None
    new = NewMeasure(
        step["with"], Decimal(str(step["score"])), actor.on, step.get("moment", ""), help_id, step.get("text", ""),
        step.get("how", Gathered.TYPED),
    )  # fmt: skip
    return record_measure(actor, story.child_id, new, now)


def staged(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Say at which stage the child is."""
    return set_stage(actor, story.child_id, NewStage(step["stage"], actor.on, step["text"]), now)


def asked(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Ask a professional outside."""
    due = actor.on + timedelta(days=int(step["within"]))
    new = NewReferral(
        step["service"],
        step["text"],
        step["agreed"],
        actor.on,
        due,
        due + timedelta(days=30),
        step.get("holder", ""),
    )
    return ask_professional(actor, story.child_id, new, now)


def happened(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """What became of such a request."""
    new = HappenedStep(
        step["move"], actor.on, step.get("text", ""), step.get("who-has-it", ""), step.get("cover", ""),
        step.get("document", ""), NewContribution(step.get("well", ""), step.get("hard", ""), step.get("helps", "")),
    )  # fmt: skip
    return take_step(actor, story.child_id, story.made[step["of"]].pk, new, now)


DOING = {
    "cycle-start": started, "cycle-say": brought, "cycle-need": named, "cycle-outcome": aimed, "cycle-agree": agreed,
    "cycle-move": moved, "cycle-held": held, "score": scored, "stage": staged, "refer": asked, "referred": happened,
}  # fmt: skip

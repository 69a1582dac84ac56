"""Steps of a story in which help is given and ticked, somebody asks for something, and a plan is reviewed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from alongside.access.actor import Actor
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import LONDON
from alongside.reviews.operations import (
    NewAnswer,
    NewLine,
    answer_question,
    finish_review,
    plan_review,
    recommend,
    say_of,
)
from alongside.site.demo.area import acting
from alongside.site.demo.when import is_school_day
from alongside.support.operations import (
    NewAction,
    NewAsked,
    NewGiver,
    NewTick,
    add_action,
    answer_asked,
    ask,
    complete_action,
    name_giver,
    put_right,
    tell_result,
    tick,
)
from alongside.voice.choices import Gathered

if TYPE_CHECKING:
    from alongside.site.demo.told import Story

Step = Mapping[str, Any]
_MISSED_EACH, _PARTLY_EACH, _CORRECTED = 12, 11, 3
"""Every so many times help is missed, or given in part; the time that was ticked wrong first."""


def _action(story: Story, actor: Actor, step: Step) -> NewAction | None:
    if "what" not in step:
        return None
    whom = story.people.get(step.get("who", ""))
    due = actor.on + timedelta(days=int(step["within"]))
    return NewAction(
        step["what"], due, whom.person.id if whom else None, step.get("outside", ""), step.get("why", "")
    )


def action(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Agree that somebody does something."""
    new = _action(story, actor, step)
    return add_action(actor, story.child_id, new, now) if new else None


def done(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Say that the action of an answer is done."""
    row = story.made[step["of"]]
    action_id = getattr(row, "action_id", None) or row.pk
    return complete_action(actor, story.child_id, action_id, step["text"], now)


def asked(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Ask for something, or say what one sees about help that was promised."""
    about = story.made[step["about"]].pk if "about" in step else None
    new = NewAsked(
        step["text"], step.get("as", ""), step.get("how", Gathered.TYPED), "seen" if about else "wish", about
    )
    return ask(actor, story.child_id, new, now)


def answered(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Answer what was asked."""
    row = story.made[step["to"]]
    return answer_asked(actor, story.child_id, row.pk, step["text"], now, _action(story, actor, step))


def told(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Tell back what happened."""
    return tell_result(actor, story.child_id, story.made[step["to"]].pk, step["text"], now)


def giver(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Name who gives a kind of help, and on which days."""
    new = NewGiver(story.people[step["who"]].person.id, "", step.get("days", ""))
    return name_giver(actor, story.child_id, story.made[step["help"]].pk, new, now)


def term_of_ticks(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """What was given on each day of the term until yesterday, ticked on the day; some missed, one corrected."""
    teller, result = story.people[step["by"]], None
    first = max(story.days.starts() + timedelta(days=6), story.days.ago(int(step["since"])))
    days = [first + timedelta(days=n) for n in range((actor.on - first).days)]
    days = [day for day in days if is_school_day(day) and str(day.isoweekday()) in step["days"]]
    for number, day in enumerate(days):
        there = acting(teller.person, teller.role, teller.organisation, day)
        at = datetime.combine(day, time(14, 5), LONDON)
        for minutes, new in enumerate(_said(number, day)):
            later = at + timedelta(minutes=90 * minutes)
            result = tick(there, story.child_id, story.made[step["help"]].pk, new, later)
            if isinstance(result, Refusal):
                return result
            if new.state == "missed":
                story.made["missed"] = result
    return result


def _said(number: int, day: date) -> tuple[NewTick, ...]:
    given = NewTick(day, "given")
    if number % _MISSED_EACH == 4:
        return (NewTick(day, "missed", "staff_away", "Miss Bright was on a course."),)
    if number % _PARTLY_EACH == 6:
        return (NewTick(day, "partly", "trip", "", 15),)
    if number == _CORRECTED:
        return (given, NewTick(day, "missed", "changed", "The hall was needed after all."))
    return (given,)


def righted(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Put the last time that was missed right, where there was one."""
    if "missed" not in story.made:
        return None
    row = story.made["missed"]
    return put_right(actor, story.child_id, row.pk, step["text"], now, _action(story, actor, step))


def plan(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Plan a review, so many days ahead of the step or of today."""
    due = (
        story.days.ahead(int(step["ahead"]))
        if "ahead" in step
        else actor.on + timedelta(days=int(step["within"]))
    )
    return plan_review(actor, story.child_id, due, step.get("why", ""), now)


def say(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Write in one's column of a review, or in another's for them."""
    new = NewAnswer(step["question"], step["column"], step["text"], step.get("how", Gathered.TYPED))
    return answer_question(actor, story.child_id, story.made[step["review"]].pk, new, 0, now)


def line(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Say of an outcome, or of help, how it went and what comes next."""
    new = NewLine(
        step.get("verdict", ""), step["next"], step.get("text", ""), step.get("becomes", ""), "alone" in step
    )
    of = story.made[step["of"]].pk
    return say_of(actor, story.child_id, story.made[step["review"]].pk, of, new, now)


def advise(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Recommend something in a review."""
    return recommend(actor, story.child_id, story.made[step["review"]].pk, step["text"], now)


def finish(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Finish a review: the next version begins."""
    return finish_review(
        actor, story.child_id, story.made[step["review"]].pk, story.days.ahead(int(step["ahead"])), now
    )


DOING = {
    "action": action, "done": done, "asked": asked, "answer-asked": answered, "tell-result": told, "giver": giver,
    "ticks": term_of_ticks, "put-right": righted, "review-plan": plan, "review-say": say, "review-line": line,
    "review-advise": advise, "review-finish": finish,
}  # fmt: skip

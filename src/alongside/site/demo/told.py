"""Telling a story: each step of a story file is one real operation by one of its people on a past day."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.children.operations import appoint_lead_worker
from alongside.documents.choices import PictureKind
from alongside.documents.operations import change_picture, permit_photos
from alongside.kernel.refusal import Refusal
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.plans.choices import VersionState
from alongside.plans.operations import (
    Answer,
    answer_comment,
    answer_plan,
    comment,
    propose_plan,
    start_plan,
    take_back,
)
from alongside.plans.queries import live_plan, plan_version
from alongside.plans.templates import hope_topics
from alongside.platform.clock import LONDON
from alongside.site.demo import acting_on_it, asking, beginning, cycling, differing, sharing
from alongside.site.demo.area import acting
from alongside.site.demo.chance import dice
from alongside.site.demo.pictures import drawing
from alongside.site.demo.talked import TALKING
from alongside.site.demo.when import Days
from alongside.support.operations import add_need, add_outcome, add_provision, add_step, change_in_thread
from alongside.voice.choices import Gathered, Ring, Voice
from alongside.voice.operations import NewWords, change_words, put_in_circle, save_draft, write_words

Step = Mapping[str, Any]


class StoryBroken(RuntimeError):
    """A step of a story was refused: the story no longer fits the product's rules."""


@dataclass(frozen=True)
class Teller:
    """Someone in a story: who they are and in which role they come."""

    person: Person
    role: Role
    organisation: Organisation | None = None

    @property
    def class_only(self) -> bool:
        """Whether they know the child through this year's class alone."""
        return self.role in (Role.CLASS_TEACHER, Role.TEACHING_ASSISTANT)


@dataclass
class Story:
    """A story being told: the child, the people in it, and what was made under a name."""

    days: Days
    child_id: UUID
    people: Mapping[str, Teller]
    made: dict[str, Any] = field(default_factory=dict)

    def tell(self, steps: list[Step]) -> None:
        """Do every step, oldest first. Raises StoryBroken where the product refuses one."""
        for number, step in enumerate(sorted(steps, key=lambda one: -int(one["at"]))):
            teller = self.people[step["by"]]
            on = self._day(step, teller)
            actor = acting(teller.person, teller.role, teller.organisation, on)
            now = datetime.combine(on, self._hour(teller, number), LONDON)
            result = _DOING[step["do"]](self, actor, step, now)
            if isinstance(result, Refusal):
                raise StoryBroken(f"{step['by']} {step['do']} {step.get('topic', '')}: {result}")
            if "ref" in step:
                self.made.setdefault(step["ref"], result)

    def _day(self, step: Step, teller: Teller) -> date:
        """The day of a step; who only knows the child's class begins, and is named, with the school year."""
        on = self.days.ago(int(step["at"]), school=teller.role != Role.FAMILY)
        named = self.people.get(step.get("who", ""), teller)
        if (teller.class_only or named.class_only) and on < self.days.starts():
            return min(self.days.starts() + timedelta(days=1), self.days.today)
        return on

    def _hour(self, teller: Teller, number: int) -> time:
        hour = 19 if teller.role == Role.FAMILY and number % 3 else 10
        return time(hour + number % 3, number * 7 % 60)


def _lead(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    person = story.people[step["who"]].person
    return appoint_lead_worker(actor, story.child_id, person.id, step["text"], now)


def _start(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    return start_plan(actor, story.child_id, now)


_OWN = {Role.FAMILY: Voice.PARENT}


def _write(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    own = (
        Voice.CHILD
        if story.people[step["by"]] is story.people["child"]
        else _OWN.get(actor.role, Voice.PROFESSIONAL)
    )
    new = NewWords(
        topic=step["topic"], text=step["text"], voice=Voice(step.get("as", own)),
        gathered=Gathered(step.get("how", "typed")), private=step.get("private", False),
    )  # fmt: skip
    return write_words(actor, story.child_id, new, now)


def _change(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    row = story.made[step["ref"]]
    return change_words(actor, row.id, step["text"], row.edition, now)


def _change_provision(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    row = story.made[step["ref"]]
    return change_in_thread(actor, story.child_id, row.id, step["text"], row.edition, now)


def _circle(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    ring = Ring(step["ring"])
    return put_in_circle(actor, story.child_id, step["name"], step["relationship"], ring, now)


def _need(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    return add_need(actor, story.child_id, step["area"], step["text"], step["evidence"], now)


def _outcome(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    plan = live_plan(actor, story.child_id)
    topics = hope_topics(plan.template) if plan else ()
    return add_outcome(
        actor, story.child_id, step["text"], story.made[step["hope"]].id, now, hope_topics=topics,
        adulthood_area=step.get("adulthood", ""), measure=step["measure"],
        by_when=story.days.ahead(step["ahead"]),
    )  # fmt: skip


def _step(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    outcome = story.made[step["outcome"]]
    return add_step(actor, story.child_id, outcome.id, step["text"], story.days.ahead(step["ahead"]), now)


def _provision(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    return add_provision(
        actor, story.child_id, story.made[step["outcome"]].id, step["text"], now,
        who=step["who"], how_often=step["often"], how_long=step["long"], ratio=step.get("ratio", "1 to 1"),
        starts_on=actor.on + timedelta(days=(7 - actor.on.weekday())),
        ends_on=story.days.ahead(step["until"]) if "until" in step else None,
    )  # fmt: skip


def _propose(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    return propose_plan(actor, story.child_id, now)


def _answer(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    read = plan_version(actor, story.child_id, state=VersionState.PROPOSED)
    if read is None:
        return Refusal("story.version", "There is no version to answer.")
    answer = Answer(step["decision"], actor.name, read.digest, step.get("remark", ""))
    return answer_plan(actor, story.child_id, answer, {"read_as": "web", "two_factors": False}, now)


def _take_back(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    return take_back(actor, story.child_id, step["why"], now)


def _comment(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    about = story.made[step["on"]].id if "on" in step else None
    return comment(actor, story.child_id, about, step["text"], now)


def _reply(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    return answer_comment(actor, story.child_id, story.made[step["to"]].id, step["text"], now)


def _draft(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    return save_draft(actor, story.child_id, step["topic"], step["text"], now)


def _permit(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    return permit_photos(actor, story.child_id, now)


def _picture(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    content = drawing(step["what"], dice("story", step["what"]))
    return change_picture(
        actor, story.child_id, content, PictureKind.OTHER, now, description=step["description"]
    )


_DOING: Mapping[str, Callable[[Story, Actor, Step, datetime], Any]] = {
    **acting_on_it.DOING,
    **beginning.DOING,
    "lead": _lead, "start": _start, "write": _write, "change": _change, "change-provision": _change_provision,
    "circle": _circle, "need": _need, "outcome": _outcome, "step": _step, "provision": _provision,
    "propose": _propose, "answer": _answer, "take-back": _take_back, "comment": _comment, "reply": _reply,
    "draft": _draft, "permit": _permit, "picture": _picture,
    "ask": asking.ask, "answer-ask": asking.answer, "enter": asking.enter,
    "share": sharing.share,
    **TALKING,
    **differing.DOING,
    **cycling.DOING,
}  # fmt: skip

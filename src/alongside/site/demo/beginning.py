"""Steps of a story in which something is noticed, and the letters of children who have SEN support already."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import StandingKind
from alongside.children.choices import SenProvision
from alongside.ledger.unit import unit_of_work
from alongside.site.demo.area import Area
from alongside.site.demo.pupils import Pupil
from alongside.statute.guidance import guidance_for
from alongside.statute.letters import Filling, letters
from alongside.statute.loading import all_codes
from alongside.support.models import SupportLetter, SupportStart
from alongside.support.operations import NewAction
from alongside.support.operations.beginning import NewSupport, begin_support
from alongside.support.operations.class_offer import tick_class_offer
from alongside.support.operations.concerns import (
    NewConcern,
    acknowledge_concern,
    answer_concern,
    raise_concern,
)
from alongside.support.operations.support_letters import give_letter
from alongside.support.queries.beginning import support_letters
from alongside.support.rules.beginning import Offer
from alongside.support.rules.concerns import Reply

if TYPE_CHECKING:
    from alongside.site.demo.told import Story

Step = Mapping[str, Any]
_NO_RECORD_EACH, _WAITS_EACH = 11, 7
"""Every so many children there is no record that the family was told, or one letter still waits."""


def worry(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Tell a worry in one's own words."""
    new = NewConcern(step["text"], tuple(step["areas"]), step.get("tried", ""))
    return raise_concern(actor, story.child_id, new, now)


def read(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Say that one has read a worry."""
    return acknowledge_concern(actor, story.child_id, story.made[step["of"]].pk, now)


def answer(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Answer a worry, with an action."""
    due, whom = actor.on + timedelta(days=int(step["within"])), story.people[step["who"]].person
    reply = Reply(step["text"], step["outcome"], actor.on)
    action = NewAction(step["what"], due, whom.id)
    return answer_concern(actor, story.child_id, story.made[step["of"]].pk, reply, now, action)


def offer(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Tick the first lines of an area, each with how it goes."""
    since = actor.on.replace(day=1)
    lines = zip(guidance_for(step["area"], 8).strategies, step["states"], strict=False)
    said = [Offer(line, state, since) for line, state in lines]
    return tick_class_offer(actor, story.child_id, step["area"], said, now)


def begin(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Begin SEN support, or tell the family of it."""
    new = NewSupport(
        tuple(step["needs"]), actor.on, step["why"], step["text"], step["heard"], "It is written below."
    )
    return begin_support(actor, story.child_id, new, now)


def give(story: Story, actor: Actor, step: Step, now: datetime) -> Any:
    """Give everybody their letter, in the product."""
    result: Any = None
    for one in support_letters(actor, story.child_id):
        how = "product" if one.signs_in else "hand"
        result = give_letter(actor, story.child_id, one.id, how, actor.on, now)
    return result


DOING = {
    "worry": worry, "worry-read": read, "worry-answer": answer, "class-offer": offer, "begin-support": begin,
    "give-letters": give,
}  # fmt: skip


def letters_of_old(area: Area, pupils: list[Pupil]) -> None:
    """Letters that told families of SEN support before; here and there none, or one that still waits."""
    starts: list[SupportStart] = []
    found: list[SupportLetter] = []
    supported = [one for one in pupils if one.child.sen_provision == SenProvision.SUPPORT and one.age < 16]
    for number, pupil in enumerate(supported, 1):
        if number % _NO_RECORD_EACH:
            start = _start(area, pupil)
            starts.append(start)
            found += _letters(area, pupil, start, waits=number % _WAITS_EACH == 0)
    with unit_of_work(SystemActor("demo area", area.days.today), "demo.tell", area.days.at(0)) as unit:
        SupportStart.objects.bulk_create(starts)
        SupportLetter.objects.bulk_create(found)
        for start in starts:
            unit.record("support.begun", start, child_id=start.child_id)


def _start(area: Area, pupil: Pupil) -> SupportStart:
    plain = all_codes("sen-type").plain(pupil.needs[0])
    at = area.days.at(pupil.dice("letter").randint(40, 300), 15)
    senco = pupil.place.people["senco"]
    return SupportStart(
        child=pupil.child, setting=pupil.place.organisation, on=at.date(), needs=pupil.needs,
        why=f"{pupil.name} needs more time and other ways than most ({plain}).",
        support="Small steps with somebody close by, several times a week, and a look at it together each term.",
        heard="Asked at the termly conversation: both agree.", by_name=senco.name, at=at,
    )  # fmt: skip


def _letters(area: Area, pupil: Pupil, start: SupportStart, *, waits: bool) -> list[SupportLetter]:
    letter, place = letters()["sen-support.begins"], pupil.place.organisation
    told = [one for one in pupil.home.adults if one.kind in (StandingKind.PARENT, StandingKind.CARER)]
    rows = []
    for number, adult in enumerate(told):
        who = f"{start.by_name} (SENCo), {place.telephone}"
        filling = Filling(adult.person.name, pupil.name, place.name, start.on, start.why, start.support, who)
        words = letter.filled(adult.person.language, filling)
        given = {} if waits and number == 0 else {
            "told_on": start.on, "told_how": "hand", "told_by_name": start.by_name
        }  # fmt: skip
        rows.append(
            SupportLetter(
                child=pupil.child, start=start, to=adult.person, to_name=adult.person.name,
                relationship=adult.relationship, key=letter.key, language=words.language,
                document_format=adult.person.document_format, title=words.title, paragraphs=list(words.paragraphs),
                drafted_at=start.at, **given,
            )
        )  # fmt: skip
    return rows

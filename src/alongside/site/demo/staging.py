"""Children of Larkfield at stage 1 and 2, scores before and after their help, and professionals who are late."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.access.policy import Permission
from alongside.children.choices import SenProvision
from alongside.kernel.refusal import Refusal
from alongside.platform.clock import LONDON
from alongside.site.demo.area import Area, acting
from alongside.site.demo.chance import dice
from alongside.site.demo.lives import Life
from alongside.site.demo.told import StoryBroken
from alongside.statute.instruments import instrument
from alongside.support.operations import (
    NewMeasure,
    NewReferral,
    NewStage,
    ask_professional,
    record_measure,
    set_stage,
)
from alongside.voice.choices import Audience, StatementKind
from alongside.voice.models import Statement

_MOST_STAGED, _MOST_MEASURED = 24, 30
_WHY = ("Moves on more slowly than before", "The gap to others grows", "More help than the class can give")
_SHOWS = ("words-in-a-sentence", "minutes-on-task", "letter-sounds", "words-in-a-minute", "hard-moments")
_ASKED = (
    ("Educational psychology, Merefield", "What helps him begin a task?", 63, 42),
    ("Speech and language therapy", "Which sounds come first?", 30, 42),
    ("Specialist teacher for hearing", "Where should she sit?", 50, 35),
)
"""Service, question, how many days ago it was asked, within how many days an answer was due."""


def stage_and_measure(area: Area, lives: list[Life]) -> None:
    """Set stages, take scores and ask professionals, each through the product itself."""
    place = area.places["primary"]
    there = [
        life.pupil for life in lives
        if life.pupil.place.key == "primary" and life.pupil.child.sen_provision != SenProvision.NONE
    ]  # fmt: skip
    on = area.days.ago(20)
    senco = acting(place.people["senco"], Role.SENCO, place.organisation, on)
    now = datetime.combine(on, time(15, 40), LONDON)
    for number, pupil in enumerate(there[:_MOST_STAGED]):
        stage = NewStage("2" if number % 3 == 0 else "1", on, _WHY[number % len(_WHY)])
        _done(set_stage(senco, pupil.child.id, stage, now))
    for (service, question, ago, within), pupil in zip(_ASKED, there[2:], strict=False):
        asked_on = area.days.ago(ago)
        due = asked_on + timedelta(days=within)
        new = NewReferral(service, question, "A parent, at the gate", asked_on, due, due + timedelta(days=60))
        _done(ask_professional(senco, pupil.child.id, new, now))
    _measure(area, senco, [pupil.child.id for pupil in there])


def _measure(area: Area, senco: Actor, child_ids: list[UUID]) -> None:
    """A score before and one lately for help of these children's plans; most are better, some are not."""
    rows = Statement.objects.permitting(senco, Permission.PLAN_EDIT).filter(
        kind=StatementKind.PROVISION, ended_at=None, audience=Audience.SHARED, child_id__in=child_ids
    )
    for number, help_ in enumerate(rows.order_by("child_id", "position")[:_MOST_MEASURED]):
        one = instrument(_SHOWS[number % len(_SHOWS)])
        chance = dice("measure", str(number))
        first = one.least + chance.randint(2, 6)
        change = chance.randint(-1, 6) * (1 if one.better == "up" else -1)
        last = max(one.least, min(one.most, first + change))
        for ago, score, moment in ((70, first, "before"), (22, last, "after")):
            day = area.days.ago(ago)
            new = NewMeasure(one.key, Decimal(score), day, moment, help_.pk)
            _done(record_measure(senco, help_.child_id, new, datetime.combine(senco.on, time(16, 5), LONDON)))


def _done(result: Any) -> None:
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))

"""What settings keep about themselves: who is SENCo, and what staff were trained in."""

from datetime import date, timedelta
from typing import Any

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.inclusion.choices import TeacherInduction
from alongside.inclusion.operations.people import NewTraining, add_training, keep_senco
from alongside.inclusion.operations.report import keep_drafts, keep_passage, publish_report
from alongside.inclusion.queries.report import digest_of, report_of
from alongside.inclusion.rules.senco import SencoFacts
from alongside.kernel.refusal import Refusal
from alongside.site.demo.area import Area, Place, acting
from alongside.site.demo.data import words
from alongside.site.demo.told import StoryBroken
from alongside.support.operations.own_offer import keep_own_offer

_AGO = 40
_TRAINED = (
    ("Word aware, whole school day", ("SLCN",), 300, 730),
    ("Making sense of autism", ("ASD",), 420, 400),
    ("Emotion coaching, two sessions", ("SEMH",), 200, 730),
    ("Precision teaching of reading", ("SPLD", "MLD"), 150, None),
)
"""What, for which needs, how many days ago, and after how many days it is refreshed."""


def keep_settings(area: Area) -> None:
    """A SENCo for each mainstream setting, one of them with a course under way, and training of class staff."""
    for number, place in enumerate(area.places.values()):
        if {"head", "senco"} <= set(place.people):
            _senco(area, place, under_way=place.key == "secondary")
            _trainings(area, place, number)
    publish_larkfields_report(area)
    _say_what_every_class_offers(area)


_AT_LARKFIELD = (
    "The Nest is open at every lunch, with an adult in it.",
    "Ear defenders hang beside each classroom door, for anybody.",
    "Everyone may stand, kneel or sit on a wobble cushion to work.",
    "A picture of the day is on the wall, and the teacher says before it changes.",
)


def _say_what_every_class_offers(area: Area) -> None:
    """Larkfield has put one of the area's lists into its own words."""
    place, at = area.places["primary"], area.days.at(_AGO)
    senco = acting(place.people["senco"], Role.SENCO, place.organisation, at.date())
    done(keep_own_offer(senco, "sensory-and-physical", "5-to-16", _AT_LARKFIELD, at))


def _head(area: Area, place: Place) -> Actor:
    return acting(place.people["head"], Role.HEAD, place.organisation, area.days.ago(_AGO))


def _senco(area: Area, place: Place, *, under_way: bool) -> None:
    began = area.days.starts(area.days.year - (1 if under_way else 6))
    course = {"course": "nasenco", "begun_on": date(2023, 9, 11), "completed_on": date(2024, 7, 12)}
    if under_way:
        course = {"course": "npq", "begun_on": area.days.ago(120, school=False)}  # type: ignore[dict-item]
    facts: dict[str, Any] = {"heads_school": False, "months_before": 0, **course}
    senco = SencoFacts(
        began, began, qualified_teacher=True, induction=TeacherInduction.DONE, teaches_here=True, **facts
    )
    done(keep_senco(_head(area, place), place.people["senco"].pk, senco, area.days.at(_AGO)))


def _trainings(area: Area, place: Place, number: int) -> None:
    staff = [person for room in place.classes for person in (room.teacher, room.assistant)]
    for at, person in enumerate(staff):
        for what, needs, ago, good in _TRAINED[: (at + number) % (len(_TRAINED) + 1)]:
            on = area.days.ago(ago)
            refresh = on + timedelta(days=good) if good else None
            done(
                add_training(
                    _head(area, place), NewTraining(person.pk, what, needs, on, refresh), area.days.at(_AGO)
                )
            )


def done(result: Any) -> Any:
    """What an operation gave; a refusal breaks the load."""
    if isinstance(result, Refusal):
        raise StoryBroken(str(result))
    return result


def publish_larkfields_report(area: Area) -> None:
    """What can be drafted is kept, the rest is written, and the head publishes it."""
    place, at = area.places["primary"], area.days.at(30)
    senco = acting(place.people["senco"], Role.SENCO, place.organisation, at.date())
    head = acting(place.people["head"], Role.HEAD, place.organisation, at.date())
    done(keep_drafts(senco, at))
    texts, view = words("report"), report_of(senco)
    assert view is not None
    for one in view.gaps:
        if one.item.key in texts:
            done(keep_passage(senco, one.item.key, texts[one.item.key], 0, at))
    for one in (report_of(senco) or view).gaps:
        raise StoryBroken(f"nothing is written for {one.item.key}")
    done(publish_report(head, digest_of(report_of(head) or view, at.date()), at))

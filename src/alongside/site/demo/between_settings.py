"""What the area and its settings say to each other, and what settings share: never a word about a child."""

from datetime import timedelta

from alongside.access.actor import Actor
from alongside.access.choices import Role
from alongside.inclusion.operations.challenge import (
    NewAreaAction,
    NewEntry,
    agree_action,
    close_action,
    put_action,
    write_entry,
)
from alongside.inclusion.operations.practice import share_practice
from alongside.inclusion.rules.practice import NewPractice
from alongside.site.demo.area import Area, acting
from alongside.site.demo.our_setting import done

_STRATEGIES = (
    ("primary", "senco", NewPractice(
        "strategy", "Count to ten before you ask again",
        "Ask once. Count to ten in your head. Then say it again in the same words, with a picture.",
        ("communication-and-interaction",), 3, 11,
        "In three classes far more children answered, and fewer questions had to be asked twice.",
        "Our speech and language therapist",
    )),
    ("secondary", "senco", NewPractice(
        "strategy", "A way out that nobody sees",
        "Agree one small sign with the student. When they put it on the desk they may leave for five minutes, and no "
        "one asks why in front of others.",
        ("social-emotional-and-mental-health",), 11, 16,
        "Lessons were left less often in anger, because leaving calmly was allowed.",
    )),
    ("secondary", "head", NewPractice(
        "template", "Letter to a new employer before work experience",
        "Dear …, thank you for having one of our students. These three things help them to do well: … Please tell them "
        "beforehand about: … If something does not work, ring …",
        ("communication-and-interaction", "social-emotional-and-mental-health"), 14, 19,
        "Students wrote it themselves, and employers knew what to do on the first morning.",
    )),
)  # fmt: skip


def share_between(area: Area) -> None:
    """Strategies and a template that schools share, and one school's talk with its area."""
    for number, (key, role, new) in enumerate(_STRATEGIES):
        ago = 50 - 12 * number
        done(share_practice(_at(area, key, role, ago), new, area.days.at(ago)))
    _talk(area)


def _at(area: Area, key: str, role: str, ago: int) -> Actor:
    place = area.places[key]
    return acting(place.people[role], Role(role), place.organisation, area.days.ago(ago))


def _talk(area: Area) -> None:
    """One action that was done, one that was agreed, and one that waits for the school's answer."""
    manager, school = _at(area, "council", "send_manager", 45), area.places["primary"].organisation.pk
    at = area.days.at(45)
    visit = NewEntry(
        "support", at.date(), "Words together, a day for all staff",
        "Our speech and language team ran a day for everybody. Staff asked for help with younger children next.",
    )  # fmt: skip
    entry = done(write_entry(manager, school, visit, at))
    soon = at.date() + timedelta(days=20)
    first = done(
        put_action(manager, entry.pk, NewAreaAction("Try one idea in each class", "setting", soon), at)
    )
    senco, later = _at(area, "primary", "senco", 20), area.days.at(20)
    done(agree_action(senco, first.pk, later))
    done(close_action(senco, first.pk, "Each class chose one; five of six keep it.", later))
    at = area.days.at(12)
    look = NewEntry(
        "challenge", at.date(), "Plans that are not agreed yet",
        "Some plans have been with families for a long time. Ask what would help each family to answer.",
    )  # fmt: skip
    entry = done(write_entry(_at(area, "council", "send_manager", 12), school, look, at))
    for what, whose in (
        ("Ring each family that has not answered", "setting"),
        ("Offer two more interpreters", "council"),
    ):
        by = area.days.ahead(30)
        row = done(
            put_action(_at(area, "council", "send_manager", 12), entry.pk, NewAreaAction(what, whose, by), at)
        )
        if whose == "council":
            done(agree_action(_at(area, "primary", "head", 10), row.pk, area.days.at(10)))

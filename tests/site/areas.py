"""What the tests of the demo area ask of its generator without loading anything."""

from collections import Counter
from random import Random

from alongside.organisations.models import Organisation, TeachingGroup
from alongside.people.models import Person
from alongside.platform import clock
from alongside.site.demo.area import Area, Classroom, Place
from alongside.site.demo.chance import dice
from alongside.site.demo.data import words
from alongside.site.demo.lives import Life, life_of
from alongside.site.demo.pupils import pupils
from alongside.site.demo.when import Days


def dice_named(name: str) -> Random:
    return dice("test", name)


def names_of_pupils(count: int) -> list[tuple[str, str]]:
    """The names the generator gives to so many children, worked out again from nothing."""
    return [(one.child.given_name, one.child.family_name) for one in pupils(_area(), count)]


def lives_of(count: int) -> list[Life]:
    """So many lives, without a database."""
    area, used = _area(), Counter[str]()
    return [life_of(one, area.days, used) for one in pupils(area, count)]


def _area() -> Area:
    places = {}
    for about in words("area")["organisation"]:
        place = Place(about["key"], Organisation(name=about["name"]), about.get("establishment", 0), "")
        for one in about.get("classes", ()):
            group = TeachingGroup(name=one["name"])
            place.classes.append(Classroom(group, group, tuple(one["years"]), Person(), Person()))
        places[about["key"]] = place
    return Area(Days(clock.today()), places, {})

"""What is true of each child, once and everywhere: friends, pets, food, places, what they love and find hard."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from random import Random
from typing import Any

from alongside.site.demo.data import words
from alongside.site.demo.pupils import SHORT_NAMES, Pupil
from alongside.site.demo.when import Days

Entry = Mapping[str, Any]


@dataclass
class Life:
    """A child's facts, the two things they love, and the strands of need their plan is woven from."""

    pupil: Pupil
    facts: dict[str, str]
    loves: tuple[Entry, ...]
    strands: tuple[Entry, ...]
    wording: str
    by_when: date

    @property
    def watched(self) -> bool:
        """Whether an adult watches and writes for the child, at any age."""
        return self.wording in ("early", "watched")


@cache
def _all(kind: str) -> tuple[Entry, ...]:
    """Every love, or every strand with the lines that were added to it later."""
    more: Mapping[str, Entry] = words("more-strands") if kind == "strands" else {}
    found = [one for name in words("index")[kind] for one in words(name)[kind.removesuffix("s")]]
    return tuple(
        {
            **one,
            **{
                name: [*one.get(name, ()), *lines] for name, lines in more.get(one.get("key", ""), {}).items()
            },
        }
        for one in found
    )


def life_of(pupil: Pupil, days: Days, used: Counter[str]) -> Life:
    """The child's life. `used` counts the strands given out so far, so that each has its turn."""
    random, wording = pupil.dice("life"), _wording(pupil)
    seen, by_when = days.ago(random.randint(25, 200)), days.ahead(random.randint(110, 240))
    facts = _facts(pupil, wording, random) | {"month": f"{seen:%B}", "month2": f"{by_when:%B}"}
    strands = _strands(pupil, wording, random, used)
    return Life(pupil, facts, _loves(pupil, wording, strands, random), strands, wording, by_when)


def _wording(pupil: Pupil) -> str:
    """Whose wording fits: watched over, a child's, a young person's, or a young person's in short plain words."""
    if "PMLD" in pupil.needs:
        return "watched"
    plain = pupil.band == "young" and {"SLD", "DS"} & set(pupil.needs)
    return "plain" if plain else pupil.band


_LIMITS = {
    "hearing": "hearing", "hearing early": "hearing", "hearing at work": "hearing", "seeing": "seeing",
    "seeing and screens": "seeing", "moving about": "moving", "moving and sitting": "moving",
    "getting round and energy": "moving", "comfort and position": "moving", "reading load": "reading",
}  # fmt: skip
"""What a strand makes hard: a child who cannot hear well may love music, but not for the reasons written there."""


def _loves(pupil: Pupil, band: str, strands: tuple[Entry, ...], random: Random) -> tuple[Entry, ...]:
    hard = {_LIMITS.get(one["key"], "") for one in strands} - {""}
    fitting = [one for one in _all("loves") if band in one["bands"] and one.get("asks") not in hard]
    turn = pupil.number * 7 % len(fitting)  # every love has its turn, so that classes are not full of twins
    first = fitting[turn]
    others = [one for one in fitting if one is not first]
    return (first, random.choice(others))


def _strands(pupil: Pupil, band: str, random: Random, used: Counter[str]) -> tuple[Entry, ...]:
    """One strand for each need, and a second for the first where there is only one."""
    fitting = [one for one in _all("strands") if band in one["bands"]]
    found: list[Entry] = []
    for need in [*pupil.needs, *pupil.needs[:1]]:
        ours = [one for one in fitting if need in one["needs"] and one not in found]
        if ours and len(found) < 2:
            least = min(used[one["key"]] for one in ours)
            found.append(random.choice([one for one in ours if used[one["key"]] == least]))
            used[found[-1]["key"]] += 1
    return tuple(found) or tuple(fitting[:1])


def _facts(pupil: Pupil, band: str, random: Random) -> dict[str, str]:
    family = _family(pupil, random)
    facts = _said_of(pupil) | family | _friends(pupil, family.get("sibling", ""), random)
    for name, choices in words("facts")["everyone"].items():
        facts[name] = random.choice(choices)
    for name, choices in words("facts")["young" if band == "plain" else band].items():
        facts[name] = random.choice(choices)
    if random.random() < 0.55:
        facts["petkind"], facts["pet"] = random.choice(words("facts")["pets"])
    facts["n"], facts["m"] = random.choice(("two", "three", "four")), str(random.randint(6, 18))
    facts["weeks"] = random.choice(("four", "five", "six", "eight"))
    return facts | _conditions(pupil)


def _said_of(pupil: Pupil) -> dict[str, str]:
    """The child's name, the words that stand for it, and who and where they are at school."""
    girl = pupil.is_girl
    return {
        "name": pupil.name, "age": _AGES[pupil.age], "boy": "girl" if girl else "boy",
        "he": "she" if girl else "he", "him": "her" if girl else "him", "his": "her" if girl else "his",
        "himself": "herself" if girl else "himself", "He": "She" if girl else "He", "His": "Her" if girl else "His",
        "teacher": pupil.classroom.teacher.name, "ta": pupil.classroom.assistant.name, "room": pupil.place.room,
        "school": pupil.place.key if pupil.place.key in ("nursery", "college") else "school",
        "setting": pupil.place.organisation.name, "class": pupil.classroom.group.name,
    }  # fmt: skip


def _conditions(pupil: Pupil) -> dict[str, str]:
    """Facts that only some children have; the empty ones only say that a pattern fits."""
    child = pupil.child
    found = {
        "script": pupil.script, "nick": SHORT_NAMES.get(pupil.name, ""),
        "fullname": child.given_name if child.given_name != pupil.name else "",
    }  # fmt: skip
    signs = {
        "at_school": child.nc_year in ("7", "8", "9", "10", "11"),
        "grown": pupil.age >= 7,
        "below_six": child.nc_year in ("1", "2", "3", "4", "5"),
    }
    return {name: text for name, text in found.items() if text} | {
        name: "" for name, is_so in signs.items() if is_so
    }


_AGES = (
    "nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "twenty-one",
    "twenty-two", "twenty-three", "twenty-four", "twenty-five",
)  # fmt: skip


def _family(pupil: Pupil, random: Random) -> dict[str, str]:
    home = pupil.home
    facts = {
        "mum": home.first.called,
        "mumname": home.first.person.given_name,
        "parent": home.first.person.name,
    }
    others = [one for one in home.adults[1:] if one.called != home.first.called]
    if others and home.shape != "foster":
        facts["dad"] = others[0].called
        if not others[0].lives_with_child:
            facts["dadapart"] = others[0].called
    if home.shape != "grandmother" and random.random() < 0.8:
        facts["gran"] = random.choice(home.heritage["gran"])
    siblings = [name for name in home.children if name != pupil.name]
    if siblings:
        facts["sibling"] = siblings[0]
        facts["sibrel"] = "sister" if siblings[0] in home.heritage["girls"] else "brother"
    elif random.random() < 0.65:
        kind, facts["sibrel"] = random.choice((("girls", "sister"), ("boys", "brother")))
        facts["sibling"] = random.choice([name for name in home.heritage[kind] if name != pupil.name])
    if home.heritage["language"] != "English":
        facts["language"] = home.heritage["language"]
    return facts


def _friends(pupil: Pupil, sibling: str, random: Random) -> dict[str, str]:
    heritages: Sequence[Entry] = words("names")["heritage"]
    family = {pupil.name, sibling, *pupil.home.children}
    found: list[str] = []
    while len(found) < 3:
        heritage = random.choices(heritages, [one["weight"] for one in heritages])[0]
        name = random.choice(heritage["boys" if random.random() < 0.5 else "girls"])
        if name not in found and name not in family:
            found.append(name)
    return dict(zip(("friend", "friend2", "friend3"), found, strict=True))

"""Circles of support: three to fourteen people, as near as each child feels them to be."""

from collections.abc import Iterator
from uuid import UUID

from alongside.site.demo.lives import Life
from alongside.voice.choices import Ring
from alongside.voice.models import CirclePerson

_Member = tuple[str, str, Ring, UUID | None]
_MOST = 14


def circle_of(life: Life) -> list[CirclePerson]:
    """The people around the child, closest first; some circles are small."""
    random = life.pupil.dice("circle")
    everyone = list(_everyone(life))
    wanted = random.choice((3, 5, 6, 7, 8, 9, 11, _MOST))
    first, rest = everyone[:2], everyone[2:]
    chosen = [*first, *random.sample(rest, min(max(wanted - 2, 1), len(rest)))]
    chosen.sort(key=lambda one: one[2])
    places: dict[Ring, int] = {}
    rows = []
    for name, relationship, ring, person_id in chosen:
        rows.append(
            CirclePerson(
                child=life.pupil.child, name=name[:80], relationship=relationship, person_id=person_id, ring=ring,
                position=places.get(ring, 0),
            )
        )  # fmt: skip
        places[ring] = places.get(ring, 0) + 1
    return rows


def _everyone(life: Life) -> Iterator[_Member]:
    facts, pupil = life.facts, life.pupil
    for adult in pupil.home.adults:
        yield adult.called, adult.relationship.partition(",")[0], Ring.CLOSEST, adult.person.id
    if "sibling" in facts:
        yield facts["sibling"], facts["sibrel"], Ring.CLOSEST, None
    if "gran" in facts:
        yield facts["gran"], "grandmother", Ring.CLOSEST, None
    if "pet" in facts:
        yield facts["pet"], f"my {facts['petkind']}", Ring.CLOSEST, None
    for name in ("friend", "friend2", "friend3"):
        yield facts[name], "friend", Ring.FRIENDS, None
    yield from _CLUBS[pupil.number % len(_CLUBS)]
    if "lunch" in facts and pupil.band == "child":
        yield facts["lunch"], "lunchtime supervisor", Ring.FRIENDS, None
    room = pupil.classroom
    yield room.teacher.name, "teacher", Ring.HELPERS, room.teacher.id
    yield room.assistant.name, "teaching assistant", Ring.HELPERS, room.assistant.id
    senco = pupil.place.people["senco"]
    yield senco.name, "SENCo", Ring.HELPERS, senco.id
    yield from _HELPERS[pupil.number % len(_HELPERS)]


_CLUBS: tuple[tuple[_Member, ...], ...] = (
    (("Auntie Jo", "aunt", Ring.FRIENDS, None),),
    (("Coach Ade", "swimming club", Ring.FRIENDS, None), ("Mr Lal", "neighbour", Ring.FRIENDS, None)),
    (("Uncle Zed", "uncle", Ring.FRIENDS, None),),
    (("Nell at the stables", "Saturday club", Ring.FRIENDS, None),),
    (("Mr Yusuf", "Saturday school", Ring.FRIENDS, None), ("Cousin Sana", "cousin", Ring.FRIENDS, None)),
    (("Akela", "Cubs", Ring.FRIENDS, None),),
    (("Grandad Ron", "grandfather", Ring.FRIENDS, None), ("Big Dave", "bus driver", Ring.FRIENDS, None)),
)
_HELPERS: tuple[tuple[_Member, ...], ...] = (
    (("Dr Patel", "doctor", Ring.HELPERS, None),),
    (("Beth", "occupational therapist", Ring.HELPERS, None), ("Kofi", "taxi escort", Ring.HELPERS, None)),
    (("Lena", "respite carer", Ring.HELPERS, None),),
    (("Maureen", "crossing patrol", Ring.HELPERS, None),),
    (("Will", "physiotherapist", Ring.HELPERS, None),),
    (("The dinner ladies", "lunch", Ring.HELPERS, None),),
)  # fmt: skip

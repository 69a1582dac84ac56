"""Pictures drawn by the program, one for each child who chose one: no photograph of anyone is in the demo area."""

from collections.abc import Callable
from random import Random

from alongside.site.demo.pictures import animals, people, scenes, things
from alongside.site.demo.pictures.canvas import Canvas, finished, new_canvas

_DRAWN: dict[str, Callable[[Canvas], None]] = {
    "dog": animals.dog, "cat": animals.cat, "horse": animals.horse, "fish": animals.fish,
    "dinosaur": animals.dinosaur, "bike": things.bike, "football": things.football, "cake": things.cake,
    "icecream": things.icecream, "guitar": things.guitar, "drum": things.drum, "robot": things.robot,
    "paints": things.paints, "book": things.book, "rainbow": scenes.rainbow, "planets": scenes.planets,
    "rocket": scenes.rocket, "kite": scenes.kite, "train": scenes.train, "bus": scenes.bus, "boat": scenes.boat,
    "trees": scenes.trees, "flowers": scenes.flowers,
}  # fmt: skip


_SHOWS = {
    "dog": "A dog with one ear up, sitting on the grass", "cat": "A cat sitting on a cushion, tail curled",
    "horse": "A horse looking over a wooden gate", "fish": "Two striped fish among green weed",
    "dinosaur": "A smiling dinosaur with plates along its back", "bike": "A bike with a bell and a basket",
    "football": "A football on a green pitch, with the goal behind it", "cake": "A cake with three lit candles",
    "icecream": "An ice cream with three scoops and a flake", "guitar": "A guitar and two notes of music",
    "drum": "A drum with two sticks", "robot": "A robot with one arm in the air",
    "paints": "A palette with seven colours and a brush", "book": "An open book with stars above it",
    "rainbow": "A rainbow over a green hill", "planets": "A planet with a ring, three moons and many stars",
    "rocket": "A rocket taking off", "kite": "A kite with a tail between the clouds",
    "train": "A steam engine pulling a carriage", "bus": "A red double-decker bus",
    "boat": "A sailing boat on blue waves", "trees": "Three trees, one with a tree house and a ladder",
    "flowers": "Four sunflowers taller than the fence",
}  # fmt: skip


def shows(what: str) -> str:
    """What a drawing shows, for those who cannot see it."""
    return _SHOWS[what]


def drawing(what: str, random: Random) -> bytes:
    """A picture of something a child loves. Raises KeyError for what cannot be drawn."""
    canvas = new_canvas(random)
    _DRAWN[what](canvas)
    return finished(canvas)


def portrait(random: Random, *, long_hair: bool, skin: int) -> bytes:
    """A drawn head and shoulders, standing in for a photograph."""
    canvas = new_canvas(random)
    people.portrait(canvas, long_hair=long_hair, skin=skin)
    return finished(canvas)

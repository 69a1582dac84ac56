"""Writing a made-up child's plan: each part from the same life, so that the parts belong together."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from alongside.site.demo.data import words
from alongside.site.demo.lives import Entry
from alongside.site.demo.pen import Pen
from alongside.voice.choices import StatementKind
from alongside.voice.models import Statement

_ADULTHOOD_HOPES = {
    "employment": "work", "independent-living": "home", "community-inclusion": "community", "health": "health",
}  # fmt: skip


def write_everything(pen: Pen) -> None:
    """Every part of the plan, in the order in which the product asks."""
    for part in PARTS:
        part(pen)


def _say(pen: Pen, *sources: Sequence[str]) -> str:
    """One sentence from the first source that has one for this child."""
    for source in sources:
        if text := pen.phrases.one(source, pen.life.facts, pen.random):
            return text
    return ""


def _general(pen: Pen, name: str) -> Sequence[str]:
    found: Sequence[str] = words("general")[pen.life.wording].get(name, ())
    return found


def _strands(pen: Pen, name: str) -> Iterator[Sequence[str]]:
    for strand in pen.life.strands:
        yield strand.get(name, ())


def _loves(pen: Pen, name: str) -> Iterator[Sequence[str]]:
    for love in pen.life.loves:
        yield love.get(name, ())


def _both(pen: Pen, name: str) -> list[str]:
    """The lines of everything the child loves, together."""
    return [line for lines in _loves(pen, name) for line in lines]


def cover(pen: Pen) -> None:
    """The name, and why this picture."""
    pen.child("name-i-like", _say(pen, _general(pen, "name"), ("{name}.",)))
    pen.child("my-picture", _say(pen, _general(pen, "picture")))


def profile(pen: Pen) -> None:
    """What people like, what matters, how to help and to talk."""
    adults = words("general")
    school = adults["school"][
        {"early": "admire_early", "watched": "admire_watched"}.get(pen.life.wording, "admire")
    ]
    pen.parent("like-and-admire", _say(pen, [*_both(pen, "admire"), *adults["parent"]["admire"]]))
    pen.staff("like-and-admire", _say(pen, school), by=pen.random.choice((pen.teacher, pen.assistant)))
    for source in (*_loves(pen, "matters"), _general(pen, "matters")):
        pen.child("matters-to-me", _say(pen, source))
    for source in _strands(pen, "helps"):
        for text in pen.phrases.some(source, pen.life.facts, pen.random, 2):
            pen.child("support-me", text)
    for source in _strands(pen, "talk"):
        pen.child("communicate-with-me", _say(pen, source))
    if pen.random.random() < 0.4:
        pen.parent("support-me", _say(pen, _family_home(pen)))


def hopes(pen: Pen) -> None:
    """The hopes that outcomes lead to come first; then the dream, and the future from 13."""
    for source in _strands(pen, "hope"):
        pen.child("hopes", _say(pen, source, _general(pen, "hope")))
    pen.child("hopes", _say(pen, *_loves(pen, "hope")))
    if pen.life.pupil.age >= 13 and not pen.life.watched:
        pen.child("future-work", _say(pen, *_loves(pen, "work"), _general(pen, "work")))
        for name in ("home", "community", "health"):
            if pen.random.random() < 0.75:
                pen.child(f"future-{name}", _say(pen, _general(pen, name)))
    family = words("general")["parent"]
    hoped = family[{"early": "hope_early", "watched": "hope_watched"}.get(pen.life.wording, "hope")]
    pen.parent("parent-hopes", _say(pen, hoped))
    if pen.random.random() < 0.4:
        pen.parent("parent-hopes", _say(pen, hoped))


def days(pen: Pen) -> None:
    """Good days, bad days and what would make days better."""
    for source in (next(_loves(pen, "goodday")), _general(pen, "good")):
        pen.child("good-day", _say(pen, source))
    for source in (next(_strands(pen, "bad")), _general(pen, "bad")):
        pen.child("bad-day", _say(pen, source))
    for source in _strands(pen, "better"):
        pen.child("better-days", _say(pen, source))


def journey(pen: Pen) -> None:
    """The story so far, what works at home, anything else."""
    family = words("general")["parent"]
    pen.parent("my-story", _say(pen, family[_kind_of_story(pen)]))
    pen.parent("works-at-home", _say(pen, *_strands(pen, "home")))
    if pen.random.random() < 0.4:
        pen.parent("works-at-home", _say(pen, _family_home(pen)))
    if pen.random.random() < 0.7:
        pen.child("anything-else", _say(pen, _general(pen, "anything")))


def _family_home(pen: Pen) -> Sequence[str]:
    found: Sequence[str] = words("general")["parent"][
        "home_watched" if pen.life.wording == "watched" else "home"
    ]
    return found


def _kind_of_story(pen: Pen) -> str:
    """A foster carer and a grandmother tell the story they know."""
    shape = pen.life.pupil.home.shape
    if pen.life.wording == "watched" and shape not in ("foster", "grandmother"):
        return "story_watched"
    if shape == "together" and pen.random.random() < 0.15:
        return "story_together"
    return {"foster": "story_foster", "grandmother": "story_grandmother"}.get(shape, "story")


def strengths(pen: Pen) -> None:
    """What the child can do, in three pairs of eyes."""
    for source in (*_loves(pen, "goodat"), _general(pen, "goodat")):
        pen.child("good-at", _say(pen, source))
    school = words("general")["school"]
    seen = school[{"early": "seen_early", "watched": "seen_watched"}.get(pen.life.wording, "seen")]
    pen.staff("strengths-seen", _say(pen, [*_both(pen, "seen"), *seen]), by=pen.teacher)
    if pen.random.random() < 0.3 and not pen.life.watched:
        pen.parent("strengths-seen", _say(pen, words("general")["parent"]["strength_seen"]))
    for source in _strands(pen, "myself"):
        pen.child("help-myself", _say(pen, source))


def concerns(pen: Pen) -> None:
    """Three voices, kept apart."""
    for source in _strands(pen, "hard"):
        pen.child("find-hard", _say(pen, source))
    if pen.life.pupil.age >= 5:
        for source in _strands(pen, "daily"):
            pen.child("day-to-day", _say(pen, source))
    for source in _strands(pen, "worry"):
        pen.parent("parent-worries", _say(pen, source))
    for source in _strands(pen, "concern"):
        pen.staff("professional-concerns", _say(pen, source), by=pen.random.choice((pen.teacher, pen.senco)))


def needs(pen: Pen) -> None:
    """Each need in its area, with what shows it."""
    for strand in pen.life.strands:
        pen.staff(
            f"need-{strand['area']}", _say(pen, strand["need"]), kind=StatementKind.NEED, area=strand["area"],
            evidence=_say(pen, strand["evidence"]),
        )  # fmt: skip


def understanding(pen: Pen) -> None:
    """What may explain it, what has helped, what will be tried."""
    school = words("general")["school"]
    pen.staff("strengths", _say(pen, school["formulate_strength"]))
    pen.staff("needs", _say(pen, school["formulate_need"]))
    for topic, name in (("may-explain", "explain"), ("has-helped", "helped"), ("will-try", "will")):
        for source in _strands(pen, name):
            pen.staff(topic, _say(pen, source))


def outcomes(pen: Pen) -> None:
    """An outcome for each strand, tied to its hope, with steps and provision."""
    told = [row for row in pen.rows if row.topic == "hopes"]
    for number, strand in enumerate(pen.life.strands):
        if told:
            _outcome(pen, strand, told[min(number, len(told) - 1)])


def _outcome(pen: Pen, strand: Entry, hope: Statement) -> None:
    by_when = pen.life.by_when
    grown = pen.life.pupil.age >= 13
    outcome = pen.staff(
        "outcome", _say(pen, strand["outcome"]), kind=StatementKind.OUTCOME, serves=hope,
        measure=_say(pen, strand["measure"]), ends_on=by_when,
        adulthood_area=strand.get("adulthood", "community-inclusion") if grown else "",
    )  # fmt: skip
    if outcome is None:
        return
    texts = pen.phrases.some(strand["steps"], pen.life.facts, pen.random, pen.random.choice((2, 2, 3)))
    ordered = sorted(texts, key=lambda text: _place(strand["steps"], text))
    for number, text in enumerate(ordered, 1):
        pen.staff(
            "step", text, kind=StatementKind.STEP, serves=outcome,
            ends_on=pen.area.days.ahead(20 + 35 * number),
        )  # fmt: skip
    for pattern in strand["provision"]:
        _provision(pen, pattern, outcome)


def _place(patterns: Sequence[str], text: str) -> int:
    """Where in the strand a step stands, by its first words, so that small steps come before large ones."""
    return next((i for i, one in enumerate(patterns) if one.split("{")[0][:12] == text[:12]), len(patterns))


def _provision(pen: Pen, pattern: str, outcome: Statement) -> None:
    what, who, ratio, often, long = _say(pen, (pattern,)).split(" / ")
    until = None if pen.random.random() < 0.5 else outcome.ends_on
    pen.staff(
        "provision", what, kind=StatementKind.PROVISION, serves=outcome, who=who[:120], ratio=ratio,
        how_often=often, how_long=long, starts_on=_from(pen), ends_on=until,
    )  # fmt: skip


def _from(pen: Pen) -> date:
    """Help begins in the week after the plan was written."""
    begins: date = pen.last + timedelta(days=(7 - pen.last.weekday()))
    return begins


def family_says(pen: Pen) -> None:
    """What the child and the family think of the plan, once they have read it."""
    pen.child("my-say", _say(pen, _general(pen, "say")))
    pen.parent("family-say", _say(pen, words("general")["parent"]["family_say"]))


Part = Callable[[Pen], Any]
PARTS: tuple[Part, ...] = (
    cover, profile, hopes, days, journey, strengths, concerns, needs, understanding, outcomes,
)  # fmt: skip
BEGUN: tuple[Part, ...] = (cover, profile)
HALF: tuple[Part, ...] = (cover, profile, hopes, days, strengths, concerns)

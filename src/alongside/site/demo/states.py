"""How far each child's plan has come: every state of every page, spread over the children."""

from dataclasses import dataclass, replace
from itertools import cycle
from typing import Final

from alongside.children.choices import SenProvision
from alongside.site.demo.pupils import Pupil


@dataclass(frozen=True)
class Stage:
    """Where a plan is, and between which days ago it was written; `proposed` and `answered` are days ago too.

    `lacks` names what is missing of a plan written otherwise in full.
    """

    name: str
    depth: str = "whole"
    first: int = 0
    last: int = 0
    proposed: int = 0
    answered: int = 0
    decision: str = ""
    lacks: str = ""
    again: int = 0
    comments: int = 0
    review_in: int = 0


NOT_STARTED: Final = Stage("not started", depth="nothing")
_AGREED: Final = Stage(
    "agreed", first=150, last=112, proposed=104, answered=97, decision="agree", review_in=38
)
_AGAIN: Final = Stage(
    "agreed again", first=430, last=392, proposed=384, answered=371, decision="agree", again=52, review_in=130
)
_DECK: tuple[Stage, ...] = (
    _AGREED,
    Stage("half written", depth="half", first=34, last=4),
    NOT_STARTED,
    Stage("with the family", first=64, last=15, proposed=9, comments=2),
    _AGAIN,
    NOT_STARTED,
    replace(_AGREED, first=210, last=168, proposed=160, answered=158, review_in=-9),
    Stage("just started", depth="begun", first=10, last=2),
    Stage("something missing", first=70, last=12, lacks="provision"),
    replace(_AGREED, first=100, last=66, proposed=58, answered=49, review_in=75, comments=1),
    Stage("words only", depth="begun", first=35, last=20),
    Stage("not agreed", first=78, last=30, proposed=21, answered=14, decision="disagree", comments=1),
    NOT_STARTED,
    replace(_AGREED, first=265, last=222, proposed=215, answered=204, review_in=-24, comments=1),
    Stage("taken back", first=66, last=26, proposed=18, answered=11),
    replace(_AGAIN, first=400, last=370, proposed=362, answered=360, again=80, review_in=92),
    Stage("something missing", first=50, last=6, lacks="lead worker"),
    replace(_AGAIN, name="with the family again", first=420, last=380, proposed=372, answered=362, again=14, comments=2,
            review_in=0),
    NOT_STARTED,
    replace(_AGREED, first=300, last=262, proposed=255, answered=251, review_in=14, comments=2),
    Stage("not agreed", first=52, last=20, proposed=12, answered=7, decision="unsure"),
    replace(_AGREED, first=120, last=84, proposed=76, answered=70, review_in=96),
    NOT_STARTED,
    Stage("something missing", first=44, last=8, lacks="child’s words"),
    replace(_AGREED, first=180, last=140, proposed=131, answered=122, review_in=6, comments=1),
    Stage("closed", first=500, last=460, proposed=450, answered=440, decision="agree"),
    Stage("something missing", first=58, last=9, lacks="needs"),
)  # fmt: skip
_SPREAD = 12


def stages(pupils: list[Pupil]) -> dict[int, Stage]:
    """The stage of each child's plan, by the child's number; a child without SEN has none."""
    deck = cycle(_DECK)
    return {
        pupil.number: _spread(next(deck), pupil)
        if pupil.child.sen_provision != SenProvision.NONE
        else NOT_STARTED
        for pupil in pupils
    }


def _spread(stage: Stage, pupil: Pupil) -> Stage:
    """The same stage some days earlier, so that no two plans were written on the same days."""
    by = pupil.dice("stage").randint(0, _SPREAD)
    moved = {
        name: value + by
        for name in ("first", "last", "proposed", "answered", "again")
        if (value := getattr(stage, name))
    }
    return replace(stage, **moved, review_in=stage.review_in and stage.review_in - by)

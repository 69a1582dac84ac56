"""How far each child's plan has come: every state of every page, spread over the children."""

from dataclasses import dataclass
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
_DECK: tuple[Stage, ...] = (
    Stage("agreed", first=150, last=112, proposed=104, answered=97, decision="agree", review_in=38),
    Stage("half written", depth="half", first=40, last=4),
    NOT_STARTED,
    Stage("with the family", first=64, last=15, proposed=9, comments=2),
    Stage("agreed again", first=430, last=392, proposed=384, answered=371, decision="agree", again=52, review_in=130),
    NOT_STARTED,
    Stage("just started", depth="begun", first=10, last=2),
    Stage("something missing", first=70, last=12, lacks="provision"),
    Stage("agreed", first=210, last=168, proposed=160, answered=158, decision="agree", review_in=-9),
    Stage("words only", depth="begun", first=35, last=20),
    Stage("not agreed", first=88, last=40, proposed=31, answered=24, decision="disagree", comments=1),
    Stage("agreed", first=100, last=66, proposed=58, answered=49, decision="agree", review_in=75, comments=1),
    NOT_STARTED,
    Stage("taken back", first=76, last=26, proposed=18, answered=11),
    Stage("half written", depth="half", first=25, last=1),
    Stage("agreed again", first=400, last=370, proposed=362, answered=360, decision="agree", again=80, review_in=92),
    Stage("something missing", first=50, last=6, lacks="lead worker"),
    Stage(
        "with the family again", first=420, last=380, proposed=372, answered=362, decision="agree", again=14, comments=2
    ),
    NOT_STARTED,
    NOT_STARTED,
    Stage("not agreed", first=60, last=30, proposed=21, answered=16, decision="unsure"),
    Stage("agreed", first=300, last=262, proposed=255, answered=251, decision="agree", review_in=14, comments=2),
    Stage("something missing", first=44, last=8, lacks="child’s words"),
    Stage("closed", first=500, last=460, proposed=450, answered=440, decision="agree"),
    Stage("something missing", first=58, last=9, lacks="needs"),
)  # fmt: skip


def stages(pupils: list[Pupil]) -> dict[int, Stage]:
    """The stage of each child's plan, by the child's number; a child without SEN has none."""
    deck = cycle(_DECK)
    return {
        pupil.number: next(deck) if pupil.child.sen_provision != SenProvision.NONE else NOT_STARTED
        for pupil in pupils
    }

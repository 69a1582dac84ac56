"""The part of every letter about rights that says whom to reach: SI 2014/1530 reg 5(3), 10, 14, 20(11), 31 and 32."""

from datetime import date

import pytest

from alongside.deadlines.rights import if_you_disagree
from alongside.organisations.choices import LocalServiceKind
from alongside.organisations.local_services import ServiceLine
from alongside.rendering.model import Table

SENT = date(2026, 9, 15)
ALL = tuple(ServiceLine(kind, f"The {kind.value} one", telephone="01632 960140") for kind in LocalServiceKind)


def reached(*services: ServiceLine) -> tuple[tuple[str, ...], ...]:
    tables = [one for one in if_you_disagree(SENT, services) if isinstance(one, Table)]
    return tables[-1].rows


def test_each_kind_is_named_with_a_way_to_reach_it() -> None:
    rows = reached(*ALL)
    assert [row[0] for row in rows] == [kind.label for kind in LocalServiceKind]
    assert all(row[2] == "01632 960140" for row in rows)


@pytest.mark.parametrize("kind", LocalServiceKind)
def test_what_is_not_written_down_is_not_left_out(kind: LocalServiceKind) -> None:
    """A letter that leaves one out gives the Tribunal cause to take a late appeal: it says whom to ask."""
    gaps = (ServiceLine(kind), ServiceLine(kind, "No number"), ServiceLine(kind, telephone="01632 960140"))
    for gap in gaps:
        (row,) = reached(gap)
        assert row[0] == kind.label and row[1] == "Ask us" and "whoever signs" in row[2]


def test_the_last_days_cite_the_law_itself() -> None:
    limits = next(one for one in if_you_disagree(SENT, ALL) if isinstance(one, Table))
    assert [row[2] for row in limits.rows] == ["SI 2014/1530 reg 33", "SI 2008/2699 rule 20(1)(c)"]

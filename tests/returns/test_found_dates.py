"""A legal date in the checks of a return that was found to be counted another way than everywhere else."""

from datetime import date

import pytest

from alongside.returns.rules.checks.of_plans import while_it_can_be_appealed


@pytest.mark.parametrize(
    ("decided", "ended", "too_soon"),
    [
        # Two months, not sixty-one days: February is short.
        (date(2026, 1, 30), date(2026, 3, 30), True),
        (date(2026, 1, 30), date(2026, 3, 31), False),
        # An end in August moves to September, and at Christmas to January (law-and-data 1.1, 8.19).
        (date(2026, 6, 15), date(2026, 8, 20), True),
        (date(2026, 6, 15), date(2026, 9, 2), False),
        (date(2025, 10, 27), date(2025, 12, 30), True),
        # Before the decision it is another matter.
        (date(2026, 6, 15), date(2026, 6, 14), False),
    ],
)
def test_a_plan_ends_after_the_last_day_to_appeal(decided: date, ended: date, too_soon: bool) -> None:
    """CFA 2014 s.45(4): the same last day as on the pages and in the letters."""
    assert while_it_can_be_appealed(ended, decided) is too_soon

"""Work about requests and their dates that comes round."""

from datetime import timedelta

from alongside.ehc.operations import clocks  # noqa: F401 - its matters are swept by `deadlines`
from alongside.ehc.operations.reminding import remind
from alongside.platform import clock
from alongside.platform.jobs import sweep


@sweep("ehc.remind", every=timedelta(hours=24))
def remind_of_dates() -> None:
    """Remind of legal dates that come near."""
    remind(clock.now())

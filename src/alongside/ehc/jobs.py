"""Work about requests and their dates that comes round."""

from datetime import timedelta

from alongside.ehc.operations import advice_clocks, clocks  # noqa: F401 - its matters are swept by `deadlines`
from alongside.ehc.operations.chasing import chase_advice
from alongside.ehc.operations.reminding import remind
from alongside.ehc.operations.reminding_unverified import remind_of_unverified
from alongside.platform import clock
from alongside.platform.jobs import sweep


@sweep("ehc.remind", every=timedelta(hours=24))
def remind_of_dates() -> None:
    """Remind of legal dates that come near."""
    remind(clock.now())
    remind_of_unverified(clock.now())


@sweep("ehc.chase_advice", every=timedelta(hours=24))
def chase() -> None:
    """Remind whoever was asked for advice and has not given it, and then their manager."""
    chase_advice(clock.now())

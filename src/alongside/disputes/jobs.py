"""Work about rights that comes round."""

from datetime import timedelta

from alongside.disputes.of_age.operations import (
    pass_on_the_day,
    tell_before,
    tell_before_reading_closes,
)
from alongside.platform import clock
from alongside.platform.jobs import sweep


@sweep("disputes.rights_at_16", every=timedelta(hours=24))
def rights_at_16() -> None:
    """Tell families beforehand, and pass the rights whose day is over."""
    tell_before(clock.now())
    pass_on_the_day(clock.now())
    tell_before_reading_closes(clock.now())

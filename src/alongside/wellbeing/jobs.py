"""Work about well-being that comes round."""

from datetime import timedelta

from alongside.platform import clock
from alongside.platform.jobs import sweep
from alongside.wellbeing.operations.alerts import look_everywhere
from alongside.wellbeing.operations.attendance import count_anew


@sweep("wellbeing.look", every=timedelta(hours=24))
def look() -> None:
    """Look for what whoever leads should know."""
    look_everywhere(clock.now())


@sweep("wellbeing.count_attendance", every=timedelta(hours=12))
def count_attendance() -> None:
    """Count the sessions of texts that no codes of today have counted: after an upgrade, or a change of the law."""
    count_anew(clock.now())

"""Work about well-being that comes round."""

from datetime import timedelta

from alongside.platform import clock
from alongside.platform.jobs import sweep
from alongside.wellbeing.operations.alerts import look_everywhere


@sweep("wellbeing.look", every=timedelta(hours=24))
def look() -> None:
    """Look for what whoever leads should know."""
    look_everywhere(clock.now())

"""Work about reviews that comes round."""

from datetime import timedelta

from alongside.platform import clock
from alongside.platform.jobs import sweep
from alongside.reviews.operations.chasing import chase_reviews


@sweep("reviews.chase", every=timedelta(hours=12))
def chase() -> None:
    """Ask once about each review that is due and not held."""
    chase_reviews(clock.now())

"""Work about reviews of plans that comes round; missed or run twice, it comes to the same."""

from datetime import timedelta

from alongside.annualreviews.operations.opening import note_changed_plans, note_phases, open_reviews
from alongside.annualreviews.operations.promises import open_checks
from alongside.platform import clock
from alongside.platform.jobs import sweep


@sweep("annualreviews.open", every=timedelta(hours=6))
def keep_up() -> None:
    """Open the review of each plan in force that has none, and finish those whose changed plan was sent."""
    note_changed_plans(clock.now())
    open_reviews(clock.now())
    note_phases(clock.now())


@sweep("annualreviews.promises", every=timedelta(hours=12))
def ask_about_promises() -> None:
    """Ask of each plan, four weeks after it was sent and each term, whether its help is given."""
    open_checks(clock.now())

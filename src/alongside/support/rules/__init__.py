"""Pure rules of support: the thread, and acting on it."""

from alongside.support.rules.thread import (
    ADULTHOOD_FROM_AGE,
    AREAS_OF_NEED,
    ProvisionFacts,
    refuse_dates,
    refuse_need,
    refuse_outcome,
    refuse_provision,
)

__all__ = [
    "ADULTHOOD_FROM_AGE",
    "AREAS_OF_NEED",
    "ProvisionFacts",
    "refuse_dates",
    "refuse_need",
    "refuse_outcome",
    "refuse_provision",
]

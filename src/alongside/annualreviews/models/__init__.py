"""The yearly review of a plan, what was asked and said in it, its decision; promises; the end of a plan; letters."""

from alongside.annualreviews.models.deciding import EarlyAsk, PlanEnding, PlanLetter, ReviewDecision
from alongside.annualreviews.models.promises import PromiseAnswer, PromiseCheck
from alongside.annualreviews.models.reviewing import (
    AnnualReview,
    Difference,
    Invitee,
    Proposal,
    ReviewList,
    TalkedAbout,
)

__all__ = [
    "AnnualReview", "Difference", "EarlyAsk", "Invitee", "PlanEnding", "PlanLetter", "PromiseAnswer", "PromiseCheck",
    "Proposal", "ReviewDecision", "ReviewList", "TalkedAbout",
]  # fmt: skip

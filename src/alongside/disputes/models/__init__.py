"""The tables of disputes: what is seen differently, and decisions that somebody challenges."""

from alongside.disputes.models.challenges import Challenge, ChallengeStep
from alongside.disputes.models.disagreements import Disagreement, DisagreementStep, OtherView

__all__ = ["Challenge", "ChallengeStep", "Disagreement", "DisagreementStep", "OtherView"]

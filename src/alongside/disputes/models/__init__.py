"""The tables of disputes: what is seen differently, decisions that are challenged, moves and new assessments."""

from alongside.disputes.models.budgets import Budget, BudgetItem, BudgetStep
from alongside.disputes.models.challenges import Challenge, ChallengeClaim, ChallengeStep
from alongside.disputes.models.changing import AreaMove, HealthMove, Reassessment
from alongside.disputes.models.disagreements import Disagreement, DisagreementStep, OtherView

__all__ = [
    "AreaMove",
    "Budget",
    "BudgetItem",
    "BudgetStep",
    "Challenge",
    "ChallengeClaim",
    "ChallengeStep",
    "Disagreement",
    "DisagreementStep",
    "HealthMove",
    "OtherView",
    "Reassessment",
]

"""Tables of support. The thread itself is made of statements (`voice`)."""

from alongside.support.models.actions import Action, ActionEvent
from alongside.support.models.asked import Asked
from alongside.support.models.beginning import ClassOffer, SupportLetter, SupportStart
from alongside.support.models.concerns import Concern
from alongside.support.models.cycles import Contribution, Cycle, CycleMove, CycleNeed, CycleOutcome
from alongside.support.models.delivery import Delivery, Giver, PutRight
from alongside.support.models.measures import Measure
from alongside.support.models.own_offer import OwnOffer
from alongside.support.models.referrals import Referral, ReferralStep
from alongside.support.models.stages import StageEntry
from alongside.support.models.welcome import WelcomePlan, WelcomeVisit

__all__ = [
    "Action",
    "ActionEvent",
    "Asked",
    "ClassOffer",
    "Concern",
    "Contribution",
    "Cycle",
    "CycleMove",
    "CycleNeed",
    "CycleOutcome",
    "Delivery",
    "Giver",
    "Measure",
    "OwnOffer",
    "PutRight",
    "Referral",
    "ReferralStep",
    "StageEntry",
    "SupportLetter",
    "SupportStart",
    "WelcomePlan",
    "WelcomeVisit",
]

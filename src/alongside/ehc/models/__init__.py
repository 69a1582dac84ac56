"""Tables of statutory casework."""

from alongside.ehc.models.additions import CaseAddition
from alongside.ehc.models.advice import (
    AdviceOffer,
    AdviceRequest,
    AdviceReuse,
    AdviceStatement,
    AdviceStep,
    AdviceWish,
)
from alongside.ehc.models.cases import Case, CaseLetter, ChangedOutcome, Decision, ExceptionClaim
from alongside.ehc.models.notifying import Notification
from alongside.ehc.models.panel import Panel, PanelConflict, PanelItem, PanelMember
from alongside.ehc.models.second_look import SecondLook
from alongside.ehc.models.unverified import UnverifiedRequest

__all__ = [
    "AdviceOffer",
    "AdviceRequest",
    "AdviceReuse",
    "AdviceStatement",
    "AdviceStep",
    "AdviceWish",
    "Case",
    "CaseAddition",
    "CaseLetter",
    "ChangedOutcome",
    "Decision",
    "ExceptionClaim",
    "Notification",
    "Panel",
    "PanelConflict",
    "PanelItem",
    "PanelMember",
    "SecondLook",
    "UnverifiedRequest",
]

"""Tables of a setting's provision. The help a child is promised stands in the plan (`voice.Statement`)."""

from alongside.inclusion.models.catalogue import Intervention
from alongside.inclusion.models.census import CensusPlace
from alongside.inclusion.models.challenge import AreaAction, AreaEntry
from alongside.inclusion.models.groups import GroupSession, InterventionGroup, ProvisionUse
from alongside.inclusion.models.money import Income, TopUp
from alongside.inclusion.models.people import SencoAppointment, Training
from alongside.inclusion.models.practice import SharedPractice
from alongside.inclusion.models.report import ReportPassage, ReportVersion

__all__ = [
    "AreaAction",
    "AreaEntry",
    "CensusPlace",
    "GroupSession",
    "Income",
    "Intervention",
    "InterventionGroup",
    "ProvisionUse",
    "ReportPassage",
    "ReportVersion",
    "SencoAppointment",
    "SharedPractice",
    "TopUp",
    "Training",
]

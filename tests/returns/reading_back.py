"""Reading a return's XML back into records, written apart from what writes it."""

from dataclasses import fields
from datetime import date
from typing import IO, Any
from uuid import UUID

from lxml import etree

from alongside.returns.rules.records import (
    Active,
    Assessment,
    NamedPlan,
    Need,
    Person,
    Placement,
    PlanDetail,
    Request,
)

NAMES = {
    Person: {"Surname": "surname", "Forename": "forename", "PersonBirthDate": "born_on", "Sex": "sex",
             "Ethnicity": "ethnicity", "PostCode": "postcode", "UPN": "upn", "UniqueLearnerNumber": "uln",
             "UPNunknown": "upn_unknown"},
    Request: {"ReceivedDate": "received_on", "RequestSource": "source", "RYA": "rya",
              "RequestOutcomeDate": "outcome_on", "RequestOutcome": "outcome", "RequestMediation": "mediation",
              "RequestTribunal": "tribunal", "Exported": "exported"},
    Assessment: {"AssessmentOutcome": "outcome", "AssessmentOutcomeDate": "outcome_on",
                 "AssessmentMediation": "mediation", "AssessmentTribunal": "tribunal",
                 "OtherMediation": "other_mediation", "OtherTribunal": "other_tribunal", "Week20": "week20"},
    NamedPlan: {"StartDate": "start_on", "PlanRes": "res", "PlanWBP": "wbp", "PB": "pb", "OA": "oa", "DP": "dp",
                "CeaseDate": "cease_on", "CeaseReason": "cease_reason"},
    PlanDetail: {"URN": "urn", "UKPRN": "ukprn", "SENSetting": "setting", "SENSettingOther": "setting_other",
                 "PlacementRank": "rank", "SENunitIndicator": "sen_unit",
                 "ResourcedProvisionIndicator": "resourced"},
    Active: {"TransferLA": "transfer_la", "ReviewMeeting": "review_meeting", "ReviewOutcome": "review_outcome",
             "ReviewDraft": "review_draft", "PhaseTransferDueDate": "phase_due_on",
             "PhaseTransferFinalDate": "phase_final_on", "LastReview": "last_review"},
    Placement: {"URN": "urn", "UKPRN": "ukprn", "SENSetting": "setting", "SENSettingOther": "setting_other",
                "PlacementRank": "rank", "EntryDate": "entry_on", "LeavingDate": "leaving_on",
                "SENunitIndicator": "sen_unit", "ResourcedProvisionIndicator": "resourced", "Res": "res",
                "WBP": "wbp"},
    Need: {"SENtype": "type", "SENtypeRank": "rank"},
}  # fmt: skip
_MANY = {
    "Requests": ("requests", Request), "PlanDetail": ("details", PlanDetail),
    "PlacementDetail": ("placements", Placement), "SENneed": ("needs", Need),
}  # fmt: skip
_ONE = {
    "Assessment": ("assessment", Assessment),
    "NamedPlan": ("plan", NamedPlan),
    "ActivePlans": ("active", Active),
}
NOBODY = UUID(int=0)


def read_people(file: IO[bytes]) -> list[Person]:
    """Everybody in the file; ids are not in it."""
    return [_record(Person, one) for one in etree.parse(file).getroot().iter("Person")]


def _record(kind: type[Any], element: Any) -> Any:
    found: dict[str, Any] = {"id": NOBODY} if kind is Person else {}
    for child in element:
        if child.tag in _MANY:
            key, below = _MANY[child.tag]
            found[key] = (*found.get(key, ()), _record(below, child))
        elif child.tag in _ONE:
            key, below = _ONE[child.tag]
            found[key] = _record(below, child)
        else:
            key = NAMES[kind][child.tag]
            found[key] = _value(kind, key, child.text)
    return kind(**found)


def _value(kind: type[Any], key: str, text: str) -> Any:
    sort = next(one.type for one in fields(kind) if one.name == key)
    if "date" in str(sort):
        return date.fromisoformat(text)
    if "bool" in str(sort):
        return text == "1"
    return int(text) if "int" in str(sort) else text

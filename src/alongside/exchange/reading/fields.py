"""What a file can tell about a pupil, and the headings under which schools' systems write it.

Headings are compared by `heading_key`: letters and numbers only, small. The lists hold the headings of SIMS,
Arbor and Bromcom reports and those people write by hand; the first in a list wins over later ones when a file
has several.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from alongside.kernel.text import search_key

MAX_CONTACTS = 9
MAX_NEEDS = 9


@dataclass(frozen=True, slots=True)
class Field:
    """Something a column can hold: its key, what people call it and what it is listed under."""

    key: str
    label: str
    group: str
    headings: tuple[str, ...] = ()


def _field(key: str, label: str, group: str, headings: str) -> Field:
    return Field(key, label, group, tuple(headings.split()))


_PUPIL_FIELDS = (
    _field("upn", "UPN", "Numbers", "upn uniquepupilnumber pupilupn studentupn upnnumber"),
    _field("former_upn", "Former UPN", "Numbers", "formerupn previousupn oldupn"),
    _field("uln", "ULN", "Numbers", "uln uniquelearnernumber learnernumber"),
    _field(
        "admission_number",
        "Admission number",
        "Numbers",
        "admissionnumber admissionno admno adno admissionsnumber admissionsno admnumber admission rollnumber "
        "rollno pupilnumber studentnumber pupilno studentno pupilid studentid",
    ),
    _field(
        "family_name",
        "Surname",
        "Name",
        "legalsurname legallastname legalfamilyname surname lastname familyname pupilsurname studentsurname "
        "pupillastname studentlastname childsurname childlastname childssurname",
    ),
    _field(
        "given_name",
        "Forename",
        "Name",
        "legalforename legalfirstname legalgivenname forename firstname givenname pupilforename studentforename "
        "pupilfirstname studentfirstname childforename childfirstname childsforename forenames firstnames "
        "legalforenames givennames",
    ),
    _field(
        "full_name",
        "Surname, forename in one column",
        "Name",
        "surnameforename legalname legalfullname fullname pupilname studentname childname childsname name pupil "
        "student child",
    ),
    _field(
        "preferred_family_name",
        "Preferred surname",
        "Name",
        "preferredsurname chosensurname preferredlastname preferredfamilyname chosenlastname prefsurname",
    ),
    _field(
        "preferred_given_name",
        "Preferred forename",
        "Name",
        "preferredforename chosenforename preferredfirstname preferredgivenname chosenfirstname prefforename "
        "knownas preferredname chosenname calledname",
    ),
    _field("middle_names", "Middle names", "Name", "middlenames middlename legalmiddlenames middlenamess"),
    _field(
        "born_on",
        "Date of birth",
        "About the child",
        "dateofbirth dob birthdate birthday born bornon birthdatedob dateofbirthdob pupildob studentdob",
    ),
    _field("sex", "Sex", "About the child", "sex legalsex gender sexgender gendersex"),
    _field(
        "ethnicity", "Ethnicity", "About the child", "ethnicity ethnicitycode ethniccode ethnicgroup ethnic"
    ),
    _field(
        "first_language",
        "First language",
        "About the child",
        "firstlanguage firstlanguagecode mainlanguage mothertongue language homelanguage languagecode "
        "languagespokenathome",
    ),
    _field(
        "english_is_additional",
        "English as an additional language",
        "About the child",
        "eal englishasanadditionallanguage englishadditionallanguage ealstatus haseal iseal ealpupil",
    ),
    _field(
        "nc_year",
        "Year group",
        "At school",
        "ncyear ncyearactual currentncyear actualncyear nationalcurriculumyear yeartaughtin curriculumyear "
        "yeargroup year yr yeargrp ncy currentyeargroup yeargroupname",
    ),
    _field(
        "class_name",
        "Class",
        "At school",
        "reg reggroup registrationgroup regform registrationform form formgroup tutorgroup tutor class classname "
        "registration group regclass currentregistrationform registrationclass mainclass",
    ),
    _field(
        "entered_on",
        "Joined the school on",
        "At school",
        "entrydate dateofentry admissiondate dateofadmission doa startdate enrolmentdate enrolledon joined "
        "joiningdate dateofadmissiondoa schoolstartdate dateenrolled",
    ),
    _field(
        "left_on",
        "Left the school on",
        "At school",
        "leavingdate dateofleaving dol leavedate dateleft lefton enddate leaver leaversdate schoolenddate",
    ),
    _field(
        "sen_provision",
        "SEN status",
        "Support",
        "senprovision senprovisioncode senstatus senstatuscode sendstatus currentsenstatus sencode senstage "
        "sensupportstatus sendprovision sendcode sen send senprovisiontype currentsenprovision senlevel",
    ),
    _field(
        "sen_started_on",
        "SEN status since",
        "Support",
        "senstartdate senstatusstartdate senprovisionstartdate senprovisionstart senstatusdate sensince",
    ),
    _field(
        "sen_need",
        "Types of need in one column",
        "Support",
        "senneed senneeds sentype sentypes senneedtype senneedtypes senneedtypecode needtype needtypes needs "
        "areaofneed areasofneed sendneed sendneeds senneeddescription typeofneed typesofneed need",
    ),
    _field(
        "fsm",
        "Free school meals",
        "Support",
        "fsm freeschoolmeals freeschoolmeal fsmeligible fsmeligibility eligibleforfreeschoolmeals "
        "eligibleforfsm currentfsm fsmstatus freemeals fsmcurrentlyeligible",
    ),
    _field(
        "fsm_ever_6",
        "Free school meals in the last six years",
        "Support",
        "fsm6 fsmever6 ever6fsm ever6 fsmeversix fsminlast6years",
    ),
    _field(
        "pupil_premium",
        "Pupil premium",
        "Support",
        "pupilpremium pp pupilpremiumeligible pupilpremiumindicator ppeligible ppi pupilpremiumeligibility",
    ),
    _field(
        "looked_after",
        "Looked after",
        "Support",
        "lac lookedafter lookedafterchild cla childlookedafter childreninlookedafter incare inlacare inleacare "
        "inlocalauthoritycare lookedafterstatus clastatus lacstatus iscurrentlylookedafter",
    ),
    _field(
        "address",
        "Address in one column",
        "Address",
        "address fulladdress homeaddress mainaddress pupiladdress",
    ),
    *(
        _field(f"address_line_{n}", f"Address line {n}", "Address", headings)
        for n, headings in enumerate(
            (
                "addressline1 address1 housename housenamenumber apartment",
                "addressline2 address2 housenumber street streetname road",
                "addressline3 address3 locality district village",
                "addressline4 address4 town city posttown",
                "addressline5 address5 county",
            ),
            start=1,
        )
    ),
    _field(
        "postcode", "Postcode", "Address", "postcode homepostcode pupilpostcode addresspostcode zip zipcode"
    ),
    _field("uprn", "UPRN", "Address", "uprn uniquepropertyreferencenumber"),
)

_NEED = "(?:sen|send)(?:needtype|need|type)|need(?:type)?"
_NEED_HEADINGS = re.compile(
    rf"(?:{_NEED})(?:code|description)?(?P<n>[1-9])(?:code|type|description)?(?P<rank>rank(?:ing)?)?"
    rf"|(?:{_NEED})(?P<ranked>rank(?:ing)?)(?P<m>[1-9])?"
    r"|(?:sen|send)?(?P<word>primary|main|secondary|tertiary)(?:sen|send)?(?:needtype|need|type)(?:code|description)?"
)
_NEED_WORDS = {"primary": 1, "main": 1, "secondary": 2, "tertiary": 3}

_CONTACT_PARTS = {
    "name": "name fullname contactname",
    "title": "title",
    "given_name": "forename firstname givenname",
    "family_name": "surname lastname familyname",
    "relationship": "relationship relation relationshiptopupil relationshiptostudent relationshiptochild "
    "relationshiptype",
    "has_pr": "pr parentalresponsibility hasparentalresponsibility haspr responsibility legalresponsibility",
    "order": "order priority rank contactorder contactpriority prioritynumber",
    "phone": "phone telephone tel phonenumber telephonenumber telno telephoneno phoneno mainphone mainphonenumber "
    "primaryphone maintelephone defaultphone number contactnumber daytelephone dayphone",
    "home_phone": "homephone hometelephone hometel homephonenumber homenumber",
    "mobile": "mobile mobilephone mobilenumber mobilephonenumber mobileno mobiletel cell",
    "work_phone": "workphone worktelephone worktel workphonenumber worknumber",
    "email": "email emailaddress primaryemail homeemail mainemail emailprimary primaryemailaddress",
    "address": "address fulladdress homeaddress",
    "postcode": "postcode homepostcode",
    "lives_with_pupil": "addressaspupil liveswithpupil liveswithstudent liveswithchild livewithpupil sameaddress "
    "addresssameaspupil sameaddressaspupil",
}
_CONTACT_PART_OF = {
    heading: part for part, headings in _CONTACT_PARTS.items() for heading in headings.split()
}
_OF_THE_FIRST_CONTACT = {
    heading: f"contact_1_{part}"
    for part in ("relationship", "has_pr")
    for heading in _CONTACT_PARTS[part].split()
}
"""Headings that say nothing of a pupil: without a number they are about the only contact of the file, or the first."""
_CONTACT_WORD = (
    "(?:priority|emergency|parental|primary)?"
    "(?:contact|parentcarer|parentguardian|parent|guardian|carer)(?:s(?![a-z]))?"
)
_CONTACT_HEADINGS = re.compile(
    rf"{_CONTACT_WORD}(?P<n>[1-9])?(?P<part>[a-z]*)(?P<q>[1-9])?"
    rf"|(?P<part_first>[a-z]+?){_CONTACT_WORD}(?P<m>[1-9])"
    rf"|priority(?P<p>[1-9])(?:contact|parent)?(?P<part_last>[a-z]*)"
)
_CONTACT_LABELS = {
    "name": "name",
    "title": "title",
    "given_name": "forename",
    "family_name": "surname",
    "relationship": "relationship",
    "has_pr": "parental responsibility",
    "order": "priority",
    "phone": "telephone",
    "home_phone": "home telephone",
    "mobile": "mobile",
    "work_phone": "work telephone",
    "email": "email",
    "address": "address",
    "postcode": "postcode",
    "lives_with_pupil": "lives with the pupil",
}

FIELDS: tuple[Field, ...] = (
    *_PUPIL_FIELDS,
    *(Field(f"sen_need_{n}", f"Type of need {n}", "Support") for n in range(1, MAX_NEEDS + 1)),
    *(Field(f"sen_need_{n}_rank", f"Rank of need {n}", "Support") for n in range(1, MAX_NEEDS + 1)),
    *(
        Field(f"contact_{n}_{part}", f"Contact {n}: {label}", f"Contact {n}")
        for n in range(1, MAX_CONTACTS + 1)
        for part, label in _CONTACT_LABELS.items()
    ),
)
"""Everything a column can be mapped to, in the order in which a page offers it."""

FIELD_BY_KEY: dict[str, Field] = {field.key: field for field in FIELDS}

_EXACT: dict[str, tuple[str, int]] = {
    heading: (field.key, preference)
    for field in reversed(_PUPIL_FIELDS)
    for preference, heading in enumerate(field.headings)
}


def heading_key(heading: str) -> str:
    """A heading's letters and numbers, small and without accents: what a saved mapping remembers."""
    return search_key(heading[:200]).replace(" ", "")[:120]


@lru_cache(maxsize=4096)
def field_for(key: str) -> tuple[str, int]:
    """The field that a heading's key stands for and its place among that field's headings, or ("", 0)."""
    if found := _EXACT.get(key):
        return found
    if need := _NEED_HEADINGS.fullmatch(key):
        return _need_field(need), 50
    if contact := _CONTACT_HEADINGS.fullmatch(key):
        return _contact_field(contact), 50
    return _OF_THE_FIRST_CONTACT.get(key, ""), 60


def _need_field(found: re.Match[str]) -> str:
    if found["word"]:
        return f"sen_need_{_NEED_WORDS[found['word']]}"
    if found["ranked"]:
        return f"sen_need_{found['m'] or 1}_rank"
    return f"sen_need_{found['n']}_rank" if found["rank"] else f"sen_need_{found['n']}"


def _contact_field(found: re.Match[str]) -> str:
    number = found["n"] or found["m"] or found["p"] or found["q"] or "1"
    words = found["part"] or found["part_first"] or found["part_last"] or "name"
    part = _CONTACT_PART_OF.get(words, "")
    return f"contact_{number}_{part}" if part else ""

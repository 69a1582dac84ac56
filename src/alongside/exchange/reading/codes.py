"""Codes of the school census and the words schools write instead of them.

Each function takes a cell that is not empty and returns the code, or a refusal that says which are known.
"""

import re
from functools import cache

from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import RECORDED_YEARS
from alongside.statute import all_codes

_SEN_PROVISION = {
    "N": "n none no nosen nospecialeducationalneed nospecialeducationalneeds nospecifiedsen nosensupport "
    "nosenprovision nospecialprovision nonsen notsen",
    "K": "k sensupport sens sensupportk support schoolsupport k1",
    "E": "e ehcp ehc ehcplan educationhealthandcareplan educationhealthcareplan educationhealthcare "
    "educationhealthandcare ehcplanissued hasehcp",
    "S": "s statement statementofsen statemented statementofspecialeducationalneeds",
    "A": "a schoolaction earlyyearsaction",
    "P": "p schoolactionplus earlyyearsactionplus",
}
_SEN_PROVISION_OF = {words: code for code, names in _SEN_PROVISION.items() for words in names.split()}
OLD_SEN_PROVISION = frozenset("SAP")
"""Statement, school action and school action plus: ended in 2014 to 2018, history only."""

_NEEDS = {
    "SPLD": "specificlearningdifficulty specificlearningdifficulties dyslexia",
    "MLD": "moderatelearningdifficulty moderatelearningdifficulties",
    "SLD": "severelearningdifficulty severelearningdifficulties",
    "PMLD": "profoundandmultiplelearningdifficulty profoundandmultiplelearningdifficulties "
    "profoundmultiplelearningdifficulty profoundmultiplelearningdifficulties",
    "SEMH": "socialemotionalandmentalhealth socialemotionalmentalhealth",
    "SLCN": "speechlanguageandcommunicationneeds speechlanguageandcommunicationneed "
    "speechlanguageandcommunication speechlanguageandcommunicationdifficulties slc",
    "HI": "hearingimpairment",
    "VI": "visionimpairment visualimpairment",
    "MSI": "multisensoryimpairment",
    "PD": "physicaldisability",
    "ASD": "autisticspectrumdisorder autismspectrumdisorder autism asc autisticspectrumcondition "
    "autismspectrumcondition autistic",
    "DS": "downsyndrome downssyndrome",
    "OTH": "other otherdifficultydisability otherdifficultyordisability otherdifficulty",
    "NSA": "nospecialistassessment sensupportbutnospecialistassessmentoftypeofneed "
    "sensupportbutnospecialistassessment",
}
_ETHNICITY = {
    "WBRI": "whitebritish whiteenglish british",
    "WIRI": "whiteirish irish",
    "WIRT": "travellerofirishheritage irishtraveller",
    "WROM": "gypsyroma gypsy roma",
    "WOTH": "anyotherwhitebackground otherwhite whiteother whiteanyotherwhitebackground",
    "MWBC": "whiteandblackcaribbean mixedwhiteandblackcaribbean",
    "MWBA": "whiteandblackafrican mixedwhiteandblackafrican",
    "MWAS": "whiteandasian mixedwhiteandasian",
    "MOTH": "anyothermixedbackground othermixed mixedother mixedanyothermixedbackground",
    "AIND": "indian asianindian asianorasianbritishindian",
    "APKN": "pakistani asianpakistani asianorasianbritishpakistani",
    "ABAN": "bangladeshi asianbangladeshi asianorasianbritishbangladeshi",
    "AOTH": "anyotherasianbackground otherasian asianother",
    "BCRB": "blackcaribbean caribbean blackorblackbritishcaribbean",
    "BAFR": "blackafrican african blackorblackbritishafrican",
    "BOTH": "anyotherblackbackground otherblack blackother",
    "CHNE": "chinese",
    "OOTH": "anyotherethnicgroup other otherethnicgroup",
    "REFU": "refused prefernottosay",
    "NOBT": "notobtained informationnotobtained informationnotyetobtained",
}
_EXTENDED_ETHNICITY = re.compile("[ABCMOW][A-Z]{3}")

_SEX_OF = {"m": "M", "male": "M", "boy": "M", "f": "F", "female": "F", "girl": "F"}
_YES = frozenset({"y", "yes", "t", "true", "1", "eligible"})
_NO = frozenset({"n", "no", "f", "false", "0", "noteligible", "none"})
_YEAR_WORDS = {
    "reception": "R", "rec": "R", "r": "R", "0": "R", "00": "R", "f2": "R", "fs2": "R", "foundation2": "R",
    "nursery": "N2", "n": "N2", "-1": "N2", "f1": "N2", "fs1": "N2", "foundation1": "N2", "nursery2": "N2",
    "nursery1": "N1", "-2": "N1", "mixed": "M", "mixedyears": "M", "notfollowing": "X",
}  # fmt: skip
_YEAR_PREFIX = re.compile(r"^(?:curriculum|national)?(?:nc)?(?:year|yr|y)(?:group|taughtin)?(?=[0-9rn])")
_SQUEEZED = re.compile(r"[\W_]+")
_LEADING_CODE = re.compile(r"^([A-Z]{1,4})\s*[-–:(]|[(\[]([A-Z]{1,4})[)\]]$")
_NEED_NUMBER = re.compile(r"^[0-9]+\s*[-.:)]\s*")


def squeezed(text: str) -> str:
    """Only the letters and numbers, small: what spellings of a code have in common."""
    return _SQUEEZED.sub("", text.casefold())


@cache
def _words(key: str) -> dict[str, str]:
    """Code by what it is called: the names of the code list `key` in the statute, and those schools use besides."""
    names = {squeezed(name): one.code for one in all_codes(key) for name in (one.code, one.label, one.plain)}
    besides = {"sen-type": _NEEDS, "ethnicity": _ETHNICITY}[key]
    return {words: code for code, listed in besides.items() for words in listed.split()} | names


def _look_up(text: str, known: dict[str, str]) -> str:
    """The code for the words, for "K - SEN Support" and for "SEN Support (K)"; "" when nothing fits."""
    if found := known.get(squeezed(text)):
        return found
    if marked := _LEADING_CODE.search(text):
        return known.get((marked[1] or marked[2]).lower(), "")
    return ""


def read_sen_provision(text: str) -> str | Refusal:
    """N, K or E; S, A or P for statuses that ended: only the caller knows whether history may hold them."""
    return _look_up(text, _SEN_PROVISION_OF) or Refusal(
        "sen_provision.unknown",
        "This is not an SEN status we know.",
        "Write N for no SEN, K for SEN support or E for an education, health and care plan.",
    )


def read_sen_need(text: str) -> str | Refusal:
    """A type of need such as SLCN, from its code or its name."""
    return _look_up(_NEED_NUMBER.sub("", text), _words("sen-type")) or Refusal(
        "sen_need.unknown",
        "This is not a type of need we know.",
        f"Write one of the codes {', '.join(one.code for one in all_codes('sen-type'))}.",
    )


def read_ethnicity(text: str) -> str | Refusal:
    """A code of four letters; councils' longer lists of codes are accepted as they are."""
    code = text.upper()
    if code in _ETHNICITY or _EXTENDED_ETHNICITY.fullmatch(code):
        return code
    return _look_up(text, _words("ethnicity")) or Refusal(
        "ethnicity.unknown",
        "This is not an ethnicity code we know.",
        "Write the code of four letters from your school's records, such as WBRI.",
    )


def read_sex(text: str) -> str | Refusal:
    """M or F, as the school census records it."""
    return _SEX_OF.get(squeezed(text)) or Refusal(
        "sex.unknown", "The school census records M or F here.", "Write M or F, or leave it empty."
    )


def read_year(text: str) -> str | Refusal:
    """A year group as schools record it, from "Year 4", "Yr 4", "Y04", "Reception", "FS2" or "N1"."""
    words = text.casefold().replace(" ", "")
    if words in {"-1", "-2"}:
        return _YEAR_WORDS[words]
    words = _YEAR_PREFIX.sub("", squeezed(text))
    code = words.lstrip("0") if words.isdigit() else words.upper()
    if code in RECORDED_YEARS:
        return code
    return _YEAR_WORDS.get(words) or Refusal(
        "nc_year.unknown",
        "This is not a year group we know.",
        "Write R for Reception, a number from 1 to 14, or N1, N2, E1, E2, M or X.",
    )


def read_yes_no(text: str) -> bool | Refusal:
    """True or False from yes and no, T and F, 1 and 0."""
    word = squeezed(text)
    if word in _YES or word in _NO:
        return word in _YES
    return Refusal("yes_no.unknown", "This is neither yes nor no.", "Write Y or N.")

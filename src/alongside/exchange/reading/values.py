"""How the text of each field becomes a value, and which of them a row cannot do without being right."""

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from alongside.exchange.reading import codes
from alongside.kernel import identifiers
from alongside.kernel.dates import read_date
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean, display_name, looks_like_formula

Value = str | bool | int | date
Reader = Callable[[str], Value | Refusal]

MAX_NAME = 100
_BLANKS = frozenset({"-", "–", "—", ".", "n/a", "#n/a", "na", "nil", "null", "(blank)", "unknown"})
_NAME_BLANKS = frozenset({"-", "–", "—", ".", "n/a", "#n/a"})
_SHEET_ERRORS = frozenset({"#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!"})
_PHONE = re.compile(r"[+(]?[0-9][0-9 ()./x+-]{4,28}", re.I)
_EMAIL = re.compile(r"[^\s@<>,;:\"()]{1,64}@[^\s@<>,;:\"()]{1,180}\.[^\s@<>,;:\"()]{2,60}")
_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
_RELATIONSHIPS = {
    "PAM": "Mother",
    "PAF": "Father",
    "STP": "Step-parent",
    "FOM": "Foster mother",
    "FOF": "Foster father",
    "CAR": "Carer",
    "CHM": "Childminder",
    "GRP": "Grandparent",
    "SWR": "Social worker",
    "DOC": "Doctor",
    "OTH": "Other contact",
}


def is_blank(text: str, reader: Reader) -> bool:
    """Whether the cell says nothing: empty, a dash, or a word systems write for nothing.

    Na, Nil and Null are names that people have, so for names only marks count.
    """
    return not text or text.casefold() in (_NAME_BLANKS if reader is read_name else _BLANKS)


def read_name(text: str) -> str | Refusal:
    """A name that has a letter in some script and that no spreadsheet would run."""
    if looks_like_formula(text):
        return Refusal(
            "name.formula",
            "This begins with a sign that makes a spreadsheet calculate, so it may not be a name.",
            "Remove the = + - or @ at its start, and check who wrote this cell.",
        )
    if text in _SHEET_ERRORS:
        return Refusal(
            "name.sheet_error", "This is an error message of a spreadsheet.", "Write the name instead."
        )
    if not any(letter.isalpha() for letter in text):
        return Refusal("name.no_letters", "There are no letters in this name.", "Write the name.")
    if len(text) > MAX_NAME:
        return Refusal(
            "name.too_long", f"A name can have up to {MAX_NAME} letters. This has {len(text)}.", "Shorten it."
        )
    return display_name(text)


def read_text(text: str) -> str | Refusal:
    """Other words: kept as they are, and refused only when a spreadsheet put an error there."""
    if text in _SHEET_ERRORS:
        return Refusal(
            "text.sheet_error", "This is an error message of a spreadsheet.", "Write what it should be."
        )
    if len(text) > 500:
        return Refusal("text.too_long", "This has more than 500 letters.", "Shorten it.")
    return text


def read_upn(text: str) -> str | Refusal:
    """A valid UPN in capitals."""
    return identifiers.check_upn(text) or identifiers.clean_upn(text)


def read_uln(text: str) -> str | Refusal:
    """A valid ULN."""
    return identifiers.check_uln(text) or identifiers.clean_number(text)


def read_phone(text: str) -> str | Refusal:
    """A telephone number; the 0 that spreadsheets drop from the front of a British number is put back."""
    number = clean(text)
    if not _PHONE.fullmatch(number):
        return Refusal("phone.shape", "This is not a telephone number.", "Write it in numbers: 07700 900123.")
    digits = re.sub("[^0-9]", "", number)
    is_cut = len(digits) == 10 and digits[0] in "1237" and not number.startswith(("+", "("))
    return f"0{number}" if is_cut else number


def read_email(text: str) -> str | Refusal:
    """An email address, as far as its shape can tell."""
    address = text.removeprefix("mailto:")
    if len(address) > 254 or not _EMAIL.fullmatch(address) or address.startswith(("=", "+", "-", "@")):
        return Refusal("email.shape", "This is not an email address.", "Write it like name@example.com.")
    return address


def read_postcode(text: str) -> str:
    """A postcode with its space, where it has the shape of one; other countries' are kept as they are."""
    squeezed = text.upper().replace(" ", "")
    found = _POSTCODE.fullmatch(squeezed)
    return f"{found[1]} {found[2]}" if found else text.upper()[:12]


def read_relationship(text: str) -> str | Refusal:
    """The relationship in words; the census codes for the most common ones are written out."""
    return _RELATIONSHIPS.get(text.upper()) or read_text(text)


def read_order(text: str) -> int | Refusal:
    """A place in an order, from 1 to 99."""
    number = text.removesuffix(".0")
    if re.fullmatch("[0-9]{1,2}", number) and int(number) > 0:
        return int(number)
    return Refusal("order.shape", "This is not a number from 1 to 99.", "Write 1 for the first.")


READERS: dict[str, Reader] = {
    "upn": read_upn,
    "former_upn": read_upn,
    "uln": read_uln,
    "admission_number": read_text,
    "full_name": read_name,
    "family_name": read_name,
    "given_name": read_name,
    "preferred_family_name": read_name,
    "preferred_given_name": read_name,
    "middle_names": read_name,
    "born_on": read_date,
    "sex": codes.read_sex,
    "nc_year": codes.read_year,
    "class_name": read_text,
    "ethnicity": codes.read_ethnicity,
    "first_language": read_text,
    "english_is_additional": codes.read_yes_no,
    "sen_provision": codes.read_sen_provision,
    "sen_started_on": read_date,
    "sen_need": read_text,
    "fsm": codes.read_yes_no,
    "fsm_ever_6": codes.read_yes_no,
    "pupil_premium": codes.read_yes_no,
    "looked_after": codes.read_yes_no,
    "entered_on": read_date,
    "left_on": read_date,
    "postcode": read_postcode,
    "uprn": read_text,
}
"""By field."""

CONTACT_READERS: dict[str, Reader] = {
    "name": read_name,
    "title": read_text,
    "given_name": read_name,
    "family_name": read_name,
    "relationship": read_relationship,
    "has_pr": codes.read_yes_no,
    "order": read_order,
    "phone": read_phone,
    "home_phone": read_phone,
    "mobile": read_phone,
    "work_phone": read_phone,
    "email": read_email,
    "postcode": read_postcode,
    "lives_with_pupil": codes.read_yes_no,
}
"""By the part of a contact's field after its number."""

_NUMBERED = re.compile("(contact)_[1-9]_([a-z_]+)|(sen_need)_[1-9](_rank)?")


@lru_cache(maxsize=1024)
def reader_of(key: str) -> tuple[Reader | None, str]:
    """The reader of a field, and the name by which leniency is decided for it.

    Addresses have none: they are put together from several cells.
    """
    found = _NUMBERED.fullmatch(key)
    if not found:
        return READERS.get(key), key
    if found[3]:
        return (read_order if found[4] else codes.read_sen_need), "sen_need"
    reader = CONTACT_READERS.get(found[2])
    return reader, "contact_name" if reader is read_name else "contact"


LENIENT = frozenset(
    {"sex", "ethnicity", "first_language", "english_is_additional", "fsm", "fsm_ever_6", "pupil_premium",
     "looked_after", "uprn", "former_upn", "class_name", "contact"}
)  # fmt: skip
"""Fields whose unreadable value is left out with a warning: a child is not turned away for them."""

LENIENT_IN_CTF = LENIENT | {
    "nc_year", "sen_provision", "sen_started_on", "sen_need", "uln", "entered_on", "left_on", "middle_names",
    "preferred_given_name", "preferred_family_name", "contact_name",
}  # fmt: skip
"""The same for a file that another school made: whoever reads it here cannot put it right.

What says who the child is stays strict.
"""

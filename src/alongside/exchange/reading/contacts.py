"""Contacts and addresses, which take several cells each."""

import re
from collections.abc import Sequence

from alongside.exchange.reading.cells import Cells
from alongside.exchange.reading.pupil import Address, ContactRow, Phone
from alongside.exchange.reading.values import read_postcode
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines

_NAMES = ("name", "given_name", "family_name")
_PHONE_KINDS = {"mobile": "mobile", "home_phone": "home", "work_phone": "work", "phone": "other"}
_WORTH_A_WARNING = (*_PHONE_KINDS, "email", "title")
_TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "rev", "revd", "sir", "lady", "lord", "dame"}
)
_POSTCODE_AT_END = re.compile(r"[A-Za-z]{1,2}[0-9][A-Za-z0-9]? ?[0-9][A-Za-z]{2}")
_MAX_ADDRESS_LINES = 8


def read_contacts(cells: Cells) -> tuple[ContactRow, ...]:
    """The contacts of a row in the school's order; one without a name is left out with a warning."""
    numbers = sorted({key[8] for key in cells.values if key.startswith("contact_")})
    contacts = [_contact(cells, number) for number in numbers]
    return tuple(sorted((each for each in contacts if each), key=lambda contact: contact.order))


def _contact(cells: Cells, number: str) -> ContactRow | None:
    start = f"contact_{number}_"
    if not any(start + part in cells.values for part in _NAMES):
        _warn_if_more_is_known(cells, start)
        return None
    title, given_name, family_name = _names(cells, start)
    phones = {
        Phone(kind, phone): None for part, kind in _PHONE_KINDS.items() if (phone := cells.text(start + part))
    }
    return ContactRow(
        order=cells.number(start + "order") or int(number),
        title=title,
        given_name=given_name,
        family_name=family_name,
        relationship=cells.text(start + "relationship"),
        has_pr=cells.yes_no(start + "has_pr"),
        phones=tuple(phones),
        email=cells.text(start + "email"),
        address=read_address(cells, (start + "address",), start + "postcode"),
        lives_with_pupil=cells.yes_no(start + "lives_with_pupil"),
    )


def _warn_if_more_is_known(cells: Cells, start: str) -> None:
    """A contact's empty name is normal in a wide table; with a telephone it is a person left out."""
    known = next((start + part for part in _WORTH_A_WARNING if start + part in cells.values), "")
    if known:
        why = "This contact has no name, so we have left the contact out."
        what_to_do = "Add the contact's name, or add the person on the child's page later."
        cells.warn(known, Refusal("contact.no_name", why, what_to_do))


def _names(cells: Cells, start: str) -> tuple[str, str, str]:
    """Title, forename and surname; a name in one cell is taken apart at its comma or its last space."""
    title, given_name = cells.text(start + "title"), cells.text(start + "given_name")
    family_name, name = cells.text(start + "family_name"), cells.text(start + "name")
    if given_name or family_name:
        return title, given_name, family_name
    family_name, comma, given_name = name.partition(",")
    if not comma:
        given_name, _, family_name = name.rpartition(" ")
    words = given_name.split()
    if words and words[0].rstrip(".").casefold() in _TITLES:
        title = title or words[0]
        words = words[1:]
    return title, " ".join(words), family_name.strip()


def read_address(cells: Cells, keys: Sequence[str], postcode_key: str, uprn: str = "") -> Address | None:
    """The address in one cell or in a cell for each line; None where there is none."""
    raw = cells.row.values
    text = "\n".join([raw[key] for key in keys if key in raw])
    lines = [line.strip(" ,") for line in re.split(r"\n|, *", clean_lines(text))] if text else []
    lines = [line for line in lines if line and line != "-"]
    postcode = cells.text(postcode_key)
    if not postcode and lines and _POSTCODE_AT_END.fullmatch(lines[-1]):
        postcode = read_postcode(lines.pop())
    if not lines and not postcode:
        return None
    return Address(tuple(line[:100] for line in lines[:_MAX_ADDRESS_LINES]), postcode, uprn)

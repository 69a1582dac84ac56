"""Contacts and addresses, which take several cells each."""

import re
from collections.abc import Sequence

from alongside.exchange.reading.cells import Cells
from alongside.exchange.reading.fields import MAX_CONTACTS
from alongside.exchange.reading.pupil import Address, ContactRow, Phone
from alongside.exchange.reading.values import CONTACT_READERS, read_postcode
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines

_KEYS = {
    str(n): {part: f"contact_{n}_{part}" for part in (*CONTACT_READERS, "address")}
    for n in range(1, MAX_CONTACTS + 1)
}
_PHONE_KINDS = {"mobile": "mobile", "home_phone": "home", "work_phone": "work", "phone": "other"}
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
    keys = _KEYS[number]
    title, given_name, family_name = _names(cells, keys)
    if not (given_name or family_name):
        _warn_if_more_is_known(cells, keys)
        return None
    return ContactRow(
        order=cells.number(keys["order"]) or int(number),
        title=title,
        given_name=given_name,
        family_name=family_name,
        relationship=cells.text(keys["relationship"]),
        has_pr=cells.yes_no(keys["has_pr"]),
        phones=_phones(cells, keys),
        email=cells.text(keys["email"]),
        address=read_address(cells, (keys["address"],), keys["postcode"]),
        lives_with_pupil=cells.yes_no(keys["lives_with_pupil"]),
    )


def _phones(cells: Cells, keys: dict[str, str]) -> tuple[Phone, ...]:
    numbers = [(kind, cells.values.get(keys[part])) for part, kind in _PHONE_KINDS.items()]
    return tuple([Phone(kind, number) for kind, number in numbers if isinstance(number, str)])


def _warn_if_more_is_known(cells: Cells, keys: dict[str, str]) -> None:
    """A contact's empty name is normal in a wide table; with a telephone it is a person left out."""
    known = next((keys[part] for part in (*_PHONE_KINDS, "email", "title") if keys[part] in cells.values), "")
    if known:
        why = "This contact has no name, so we have left the contact out."
        what_to_do = "Add the contact's name, or add the person on the child's page later."
        cells.warn(known, Refusal("contact.no_name", why, what_to_do))


def _names(cells: Cells, keys: dict[str, str]) -> tuple[str, str, str]:
    """Title, forename and surname; a name in one cell is taken apart at its comma or its last space."""
    title, given_name = cells.text(keys["title"]), cells.text(keys["given_name"])
    family_name, name = cells.text(keys["family_name"]), cells.text(keys["name"])
    if given_name or family_name or not name:
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
    lines: list[str] = []
    if text:
        lines = [line.strip(" ,") for line in re.split(r"\n|, *", clean_lines(text))]
        lines = [line for line in lines if line and line != "-"]
    postcode = cells.text(postcode_key)
    if not postcode and lines and _POSTCODE_AT_END.fullmatch(lines[-1]):
        postcode = read_postcode(lines.pop())
    if not lines and not postcode:
        return None
    return Address(tuple(line[:100] for line in lines[:_MAX_ADDRESS_LINES]), postcode, uprn)

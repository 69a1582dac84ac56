"""The postcode at the end of an address, as somebody typed it."""

import re

_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9][A-Z]{2})\b", re.IGNORECASE)


def postcode_in(address: str) -> str:
    """The last postcode in an address, in capitals with one space; empty where there is none."""
    found = _POSTCODE.findall(address)
    return " ".join(found[-1]).upper() if found else ""

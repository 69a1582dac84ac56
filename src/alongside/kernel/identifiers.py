"""Numbers that identify children, learners and schools in England, and how each proves itself.

Sources: UPN letters, weights and recognised area codes as the Department for Education's own collections
check them (children in need census rules 1510 and 1530); ULN as the Learning Records Service publishes it;
NHS number as the NHS Data Dictionary gives it. None of these numbers is ever a key in the database:
they are lost, replaced and given twice.
"""

import re

from alongside.kernel.refusal import Refusal

UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
"""The letters a UPN may hold, in order of value; I, O and S are never used."""

UPN_AREAS: tuple[tuple[int, int], ...] = (
    (1, 5), (201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384),
    (390, 394), (420, 420), (660, 681), (701, 708), (800, 803), (805, 808), (810, 813), (815, 816),
    (820, 823), (825, 826), (830, 831), (835, 841), (845, 846), (850, 852), (855, 857), (860, 861),
    (865, 896), (908, 909), (916, 916), (919, 919), (921, 921), (925, 926), (928, 929), (931, 931),
    (933, 933), (935, 938), (940, 943),
)  # fmt: skip
"""Area codes that occur in UPNs, first and last of each run: councils, closed ones and pseudo codes."""

_UPN_SHAPE = re.compile(f"[{UPN_LETTERS}][0-9]{{11}}[0-9{UPN_LETTERS}]")
_AREA_NUMBERS = frozenset(f"{code:03}" for first, last in UPN_AREAS for code in range(first, last + 1))
_UPN_VALUES = {digit: int(digit) for digit in "0123456789"} | {x: i for i, x in enumerate(UPN_LETTERS)}
_FILLERS = re.compile(r"[\s\u00a0\u200b-\u200f\ufeff\-./]+")


def clean_upn(text: str) -> str:
    """The UPN in capitals without the spaces and dashes people put in it."""
    return _FILLERS.sub("", text).upper()


def _upn_check_letter(rest: str) -> str:
    """The letter that belongs before the twelve characters `rest`: each times its place, modulo 23."""
    total = sum(place * _UPN_VALUES[x] for place, x in enumerate(rest, start=2))
    return UPN_LETTERS[total % 23]


def check_upn(text: str) -> Refusal | None:
    """Why `text` cannot be a UPN, or None. Temporary UPNs (last character a letter) are as good as others."""
    upn = clean_upn(text)
    if not _UPN_SHAPE.fullmatch(upn):
        return _upn_shape_refusal(upn)
    if upn[1:4] not in _AREA_NUMBERS:
        return Refusal(
            "upn.area",
            "The second to fourth characters of this UPN are not the number of any council.",
            "Check the UPN in your school's records.",
        )
    if _upn_check_letter(upn[1:]) != upn[0]:
        return Refusal(
            "upn.letter",
            "The first letter of this UPN does not fit the rest: a character is mistyped or two are swapped.",
            "Copy the UPN again from your school's records.",
        )
    return None


def _upn_shape_refusal(upn: str) -> Refusal:
    if len(upn) != 13:
        return Refusal(
            "upn.length",
            f"A UPN has 13 characters. This has {len(upn)}.",
            "Copy the whole UPN from your school's records.",
        )
    if any(letter in upn for letter in "IOS"):
        return Refusal(
            "upn.lookalike",
            "A UPN never has the letters I, O or S. It looks as if a letter stands where a number belongs.",
            "Write 1 for I, 0 for O and 5 for S, then try again.",
        )
    return Refusal(
        "upn.shape",
        "A UPN is a letter, then 11 numbers, then a number or (for a temporary UPN) a letter.",
        "Copy the UPN again from your school's records.",
    )


def is_temporary_upn(upn: str) -> bool:
    """Whether the UPN ends in a letter: given until the child's permanent one is known."""
    return clean_upn(upn)[-1:].isalpha()


def make_upn(la: int, estab: int, year: int, serial: int, letter: str = "") -> str:
    """A valid UPN for made-up children; with `letter` a temporary one, whose serial has two digits.

    Raises ValueError for parts that no UPN can have: that is a mistake in the program, not in its input.
    """
    number = f"{serial:02}{letter.upper()}" if letter else f"{serial:03}"
    rest = f"{la:03}{estab:04}{year % 100:02}{number}"
    if not _UPN_SHAPE.fullmatch(f"A{rest}") or rest[:3] not in _AREA_NUMBERS:
        raise ValueError(f"no UPN has area {la}, school {estab} and serial {serial}{letter}")
    return _upn_check_letter(rest) + rest


def clean_number(text: str) -> str:
    """A number without the spaces, dashes, dots and slashes people put in it."""
    return _FILLERS.sub("", text)


def _digits_refusal(number: str, name: str, length: int) -> Refusal | None:
    if re.fullmatch(f"[0-9]{{{length}}}", number):
        return None
    code = name.lower().replace(" ", "_")
    if re.fullmatch(r"[0-9]+E\+?[0-9]+", number, re.IGNORECASE):
        return Refusal(
            f"{code}.spreadsheet",
            f"A spreadsheet has shortened this {name} and its last numbers are lost.",
            "In the spreadsheet, set the column's format to Text or Number before you save.",
        )
    return Refusal(f"{code}.shape", f"A {name} has {length} numbers.", f"Check the {name} in your records.")


def check_uln(text: str) -> Refusal | None:
    """Why `text` cannot be a unique learner number, or None."""
    uln = clean_number(text)
    if refusal := _digits_refusal(uln, "ULN", 10):
        return refusal
    remainder = sum((10 - i) * int(digit) for i, digit in enumerate(uln[:9])) % 11
    # Nothing left over would ask for a last digit of 10, so such a number never fits.
    if int(uln[9]) != 10 - remainder:
        return Refusal(
            "uln.digit",
            "The last number of this ULN does not fit the rest: a number is mistyped or two are swapped.",
            "Copy the ULN again from your records.",
        )
    return None


def check_nhs_number(text: str) -> Refusal | None:
    """Why `text` cannot be an NHS number, or None."""
    number = clean_number(text)
    if refusal := _digits_refusal(number, "NHS number", 10):
        return refusal
    check = (11 - sum((10 - i) * int(digit) for i, digit in enumerate(number[:9])) % 11) % 11
    if check != int(number[9]):
        return Refusal(
            "nhs_number.digit",
            "The last digit of this NHS number does not fit the rest: one is mistyped or two are swapped.",
            "Copy the NHS number again from a letter or the NHS App.",
        )
    return None


def check_urn(text: str) -> Refusal | None:
    """Why `text` cannot be a school's unique reference number, or None."""
    return _digits_refusal(clean_number(text), "URN", 6)


def check_ukprn(text: str) -> Refusal | None:
    """Why `text` cannot be a UK provider reference number, or None."""
    number = clean_number(text)
    if refusal := _digits_refusal(number, "UKPRN", 8):
        return refusal
    if number[0] != "1":
        return Refusal("ukprn.shape", "A UKPRN begins with 1.", "Check the UKPRN in your records.")
    return None


def check_laestab(text: str) -> Refusal | None:
    """Why `text` cannot be a school's DfE number (council and establishment), or None."""
    number = clean_number(text)
    if not re.fullmatch("[0-9]{7}", number):
        return Refusal(
            "laestab.shape",
            "A school's DfE number is its council's 3 numbers and its own 4, such as 831/2001.",
            "Check the DfE number on Get Information about Schools.",
        )
    if number[:3] not in _AREA_NUMBERS:
        return Refusal(
            "laestab.area",
            "The first three numbers are not the number of any council.",
            "Check the DfE number on Get Information about Schools.",
        )
    return None


def show_laestab(text: str) -> str:
    """A DfE number as people write it: 831/2001."""
    number = clean_number(text)
    return f"{number[:3]}/{number[3:]}"


def mask(text: str, keep: int = 3) -> str:
    """`text` with all but its last `keep` characters hidden; short ones are hidden whole.

    For messages and logs: enough to find the row, too little to carry the number away.
    """
    shown = keep if len(text) >= 2 * keep + 1 else 0
    hidden = len(text) - shown
    return "•" * hidden + text[hidden:]

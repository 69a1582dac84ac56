"""One pupil as a file describes them: the same shape whichever format the file has."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Address:
    """Where someone lives, line by line as it is written on an envelope."""

    lines: tuple[str, ...] = ()
    postcode: str = ""
    uprn: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number and what it reaches: home, mobile, work or other."""

    kind: str
    number: str


@dataclass(frozen=True, slots=True)
class ContactRow:
    """Someone the school would call about the pupil, in the school's order.

    `has_pr` says whether the file gives them parental responsibility; None when it does not say, which is never
    the same as no. `lives_with_pupil` comes from the file alone and opens nothing by itself.
    """

    order: int
    title: str = ""
    given_name: str = ""
    family_name: str = ""
    relationship: str = ""
    has_pr: bool | None = None
    phones: tuple[Phone, ...] = ()
    email: str = ""
    address: Address | None = None
    lives_with_pupil: bool | None = None


@dataclass(frozen=True, slots=True)
class SenSpell:
    """A status of special educational needs from a date on; S, A and P occur in history alone."""

    starts_on: date | None
    provision: str


@dataclass(frozen=True, slots=True)
class SourceSchool:
    """The school that made the file, as its header names it."""

    laestab: str = ""
    urn: str = ""
    name: str = ""
    school_year: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class PupilRow:
    """A checked row: every value is valid by itself; "" and None mean the file does not say.

    Names are as the file has them, except that names in capitals are shown as people write them.
    `sen_provision` is N, K, E or ""; `sen_needs` are (rank, code), the main need first.
    """

    line: int
    given_name: str
    family_name: str
    born_on: date
    upn: str = ""
    former_upn: str = ""
    uln: str = ""
    admission_number: str = ""
    preferred_given_name: str = ""
    preferred_family_name: str = ""
    middle_names: str = ""
    sex: str = ""
    nc_year: str = ""
    class_name: str = ""
    ethnicity: str = ""
    first_language: str = ""
    english_is_additional: bool | None = None
    sen_provision: str = ""
    sen_started_on: date | None = None
    sen_needs: tuple[tuple[int, str], ...] = ()
    sen_history: tuple[SenSpell, ...] = ()
    fsm: bool | None = None
    fsm_ever_6: bool | None = None
    pupil_premium: bool | None = None
    looked_after: bool | None = None
    entered_on: date | None = None
    left_on: date | None = None
    address: Address | None = None
    contacts: tuple[ContactRow, ...] = ()

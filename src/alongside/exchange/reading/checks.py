"""One row checked as a whole: a pupil, or the reasons why not, with line and column."""

import re
from dataclasses import dataclass
from datetime import date

from alongside.exchange.reading import codes
from alongside.exchange.reading.cells import Cells, FileRules, RawRow
from alongside.exchange.reading.contacts import read_address, read_contacts
from alongside.exchange.reading.fields import MAX_NEEDS
from alongside.exchange.reading.problems import Problem
from alongside.exchange.reading.pupil import PupilRow, SenSpell
from alongside.kernel.dates import read_date
from alongside.kernel.refusal import Refusal
from alongside.kernel.school_years import age_on, expected_year
from alongside.kernel.text import clean, search_key

OLDEST = 25
_BETWEEN_NEEDS = tuple(map(re.compile, (r"[;|/]+", ",", r" and |[&+]", r"\s+")))
"""Ways to write several needs into one cell, from the surest to the least sure."""
_ADDRESS_KEYS = ("address", *(f"address_line_{n}" for n in range(1, 6)))
_NEED_KEYS = tuple((n, f"sen_need_{n}", f"sen_need_{n}_rank") for n in range(1, MAX_NEEDS + 1))


@dataclass(frozen=True, slots=True)
class Checked:
    """What one row comes to: the pupil when there are no problems, and what to look at either way."""

    pupil: PupilRow | None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


def read_pupil(row: RawRow, rules: FileRules) -> Checked:
    """Checks a row by itself; whether it repeats another row is the file's business."""
    cells = Cells(row, rules)
    family_name, given_name = _names(cells)
    born_on = _born_on(cells)
    values = _about(cells) | _at_school(cells, born_on) | _support(cells)
    contacts = read_contacts(cells)
    if cells.problems or born_on is None:
        return Checked(None, tuple(cells.problems), tuple(cells.warnings))
    pupil = PupilRow(
        row.line,
        given_name,
        family_name,
        born_on,
        contacts=contacts,
        **values,  # type: ignore[arg-type]
    )
    return Checked(pupil, (), tuple(cells.warnings))


def _names(cells: Cells) -> tuple[str, str]:
    """Surname and forename, from their own columns or from one with a comma between them."""
    family_name, given_name = cells.text("family_name"), cells.text("given_name")
    if not (family_name and given_name) and "full_name" in cells.rules.labels:
        return _split_name(cells, family_name, given_name)
    for key, value in (("family_name", family_name), ("given_name", given_name)):
        if not value:
            cells.require(key)
    return family_name, given_name


def _split_name(cells: Cells, family_name: str, given_name: str) -> tuple[str, str]:
    full_name = cells.text("full_name")
    before, comma, after = (part.strip() for part in full_name.partition(","))
    if before and comma and after:
        return family_name or before, given_name or after
    if full_name:
        cells.report("full_name", Refusal("name.no_comma", *_NO_COMMA))
    else:
        cells.require("full_name")
    return family_name, given_name


_NO_COMMA = (
    "We cannot tell which part of this name is the surname.",
    "Put surname and forename in columns of their own, or write “Surname, Forename”.",
)


def _born_on(cells: Cells) -> date | None:
    born_on = cells.day("born_on")
    if born_on is None:
        cells.require("born_on")
    elif born_on > cells.rules.today:
        cells.report("born_on", Refusal("born_on.future", "This day has not come yet.", "Check the year."))
    elif (age := age_on(born_on, cells.rules.today)) > OLDEST:
        why = f"This makes the child {age}. Alongside is for children and young people up to {OLDEST}."
        cells.report("born_on", Refusal("born_on.too_old", why, "Check the year, or leave the row out."))
    return born_on


def _about(cells: Cells) -> dict[str, object]:
    upn, former_upn = cells.text("upn"), cells.text("former_upn")
    family_name = cells.row.values.get("family_name", "")
    return {
        "upn": upn,
        "former_upn": former_upn if former_upn != upn else "",
        "uln": cells.text("uln"),
        "preferred_given_name": _without_surname(cells.text("preferred_given_name"), family_name),
        "preferred_family_name": cells.text("preferred_family_name"),
        "middle_names": cells.text("middle_names"),
        "sex": cells.text("sex"),
        "ethnicity": cells.text("ethnicity"),
        "first_language": cells.text("first_language"),
        "english_is_additional": cells.yes_no("english_is_additional"),
        "address": read_address(cells, _ADDRESS_KEYS, "postcode", cells.text("uprn")),
    }


def _without_surname(preferred: str, family_name: str) -> str:
    """Some systems write the whole preferred name into one column: "Emma Carter" is called Emma."""
    *given_names, last = preferred.split(" ")
    return " ".join(given_names) if given_names and search_key(last) == search_key(family_name) else preferred


def _at_school(cells: Cells, born_on: date | None) -> dict[str, object]:
    nc_year, entered_on, left_on = cells.text("nc_year"), cells.day("entered_on"), cells.day("left_on")
    if born_on and nc_year:
        _compare_year(cells, nc_year, born_on)
    if entered_on and born_on and entered_on < born_on:
        cells.report("entered_on", Refusal("entered_on.before_birth", *_BEFORE_BIRTH))
    if entered_on and left_on and left_on < entered_on:
        cells.report("left_on", Refusal("left_on.before_entry", *_LEFT_BEFORE))
    return {
        "admission_number": cells.text("admission_number"),
        "nc_year": nc_year,
        "class_name": cells.text("class_name"),
        "entered_on": entered_on,
        "left_on": left_on,
    }


_BEFORE_BIRTH = ("The child joined the school before being born.", "Check both dates.")
_LEFT_BEFORE = ("The child left the school before joining it.", "Check both dates.")


def _compare_year(cells: Cells, nc_year: str, born_on: date) -> None:
    """Children a year above or below their age group are common, and lists for September come in July."""
    recorded = {"R": 0, "N2": -1, "N1": -2}.get(nc_year, int(nc_year) if nc_year.isdigit() else None)
    expected = expected_year(born_on, cells.rules.today)
    if recorded is None or abs(recorded - expected) < 2:
        return
    why = "The year group and the date of birth are more than a year apart."
    cells.warn("nc_year", Refusal("nc_year.unlikely", why, "Check both; if they are right, carry on."))


def _support(cells: Cells) -> dict[str, object]:
    history = _history(cells)
    provision, started_on = _provision(cells), cells.day("sen_started_on")
    past = [spell for spell in history if spell.starts_on is None or spell.starts_on <= cells.rules.today]
    if not provision and past and past[-1].provision not in codes.OLD_SEN_PROVISION:
        provision, started_on = past[-1].provision, past[-1].starts_on
    return {
        "sen_provision": provision,
        "sen_started_on": started_on,
        "sen_needs": _needs(cells, provision),
        "sen_history": history,
        "fsm": cells.yes_no("fsm"),
        "fsm_ever_6": cells.yes_no("fsm_ever_6"),
        "pupil_premium": cells.yes_no("pupil_premium"),
        "looked_after": cells.yes_no("looked_after"),
    }


def _provision(cells: Cells) -> str:
    provision = cells.text("sen_provision")
    if provision in codes.OLD_SEN_PROVISION:
        cells.warn("sen_provision", Refusal("sen_provision.old", *_OLD_PROVISION))
        return ""
    return provision


_OLD_PROVISION = (
    "This status ended by 2018 (statement, school action or school action plus), so we have left it out.",
    "Record whether the child has SEN support (K) or an education, health and care plan (E) now.",
)


def _history(cells: Cells) -> tuple[SenSpell, ...]:
    """The spells that can be read, oldest first."""
    spells = []
    for starts_on, provision in cells.row.history:
        day, code = read_date(starts_on), codes.read_sen_provision(clean(provision))
        if isinstance(code, str):
            spells.append(SenSpell(day if isinstance(day, date) else None, code))
        else:
            cells.warn("sen_provision", code)
    return tuple(sorted(spells, key=lambda spell: spell.starts_on or date.min))


def _needs(cells: Cells, provision: str) -> tuple[tuple[int, str], ...]:
    """Types of need by rank, each once; their own columns and one column with several may both be there."""
    found: list[tuple[int, str]] = []
    for n, key, rank_key in _NEED_KEYS:
        if (need := cells.text(key)) and _need_may_be(cells, key, need, provision):
            found.append((cells.number(rank_key) or n, need))
    for place, need in enumerate(_needs_in_one_cell(cells), start=len(found) + 1):
        if _need_may_be(cells, "sen_need", need, provision):
            found.append((place, need))
    needs: dict[str, int] = {}
    for rank, need in sorted(found):
        needs.setdefault(need, rank)
    if needs and provision == "N":
        cells.warn("sen_provision", Refusal("sen_need.without_sen", *_NEED_WITHOUT_SEN))
    return tuple((rank, need) for need, rank in needs.items())


_NEED_WITHOUT_SEN = (
    "The child has a type of need but no SEN status.",
    "Check whether the status should be SEN support (K) or a plan (E).",
)


def _needs_in_one_cell(cells: Cells) -> list[str]:
    text = cells.text("sen_need")
    if not text:
        return []
    whole = codes.read_sen_need(text)
    if isinstance(whole, str):
        return [whole]
    for between in _BETWEEN_NEEDS:
        needs = [codes.read_sen_need(piece) for piece in map(clean, between.split(text)) if piece]
        known = [need for need in needs if isinstance(need, str)]
        if len(known) == len(needs):
            return known
    cells.report("sen_need", whole)
    return []


def _need_may_be(cells: Cells, key: str, need: str, provision: str) -> bool:
    if need != "NSA" or provision in {"K", ""}:
        return True
    cells.report(key, Refusal("sen_need.nsa", *_NSA_WITHOUT_K), "sen_need")
    return False


_NSA_WITHOUT_K = (
    "NSA (no specialist assessment) goes only with SEN support (K).",
    "Change the type of need, or the SEN status.",
)

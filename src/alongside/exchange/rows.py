"""A checked pupil as it waits for review: plain values for the page, private ones apart and encrypted."""

import json
from typing import Any

from alongside.exchange.reading import PupilRow
from alongside.exchange.reading.pupil import Address, ContactRow
from alongside.exchange.rules import Values

NUMBERS = ("upn", "former_upn", "uln")


def values_of(row: PupilRow) -> Values:
    """What the row says of the child, as text, without what is empty."""
    first_need = min(row.sen_needs)[1] if row.sen_needs else ""
    said = {
        "given_name": row.given_name, "family_name": row.family_name, "middle_names": row.middle_names,
        "preferred_given_name": row.preferred_given_name if row.preferred_given_name != row.given_name else "",
        "preferred_family_name": row.preferred_family_name if row.preferred_family_name != row.family_name else "",
        "born_on": row.born_on.isoformat(), "sex": row.sex, "nc_year": row.nc_year, "ethnicity": row.ethnicity,
        "first_language": row.first_language, "sen_provision": row.sen_provision, "primary_need": first_need,
        "class_name": row.class_name,
    }  # fmt: skip
    return {name: value for name, value in said.items() if value}


def private_of(row: PupilRow) -> dict[str, Any]:
    """What must not lie about in plain text while it waits: numbers, contacts, addresses, and the SEN history."""
    said: dict[str, Any] = {name: getattr(row, name) for name in NUMBERS if getattr(row, name)}
    if row.address:
        said["address"] = as_written(row.address)
    if row.contacts:
        said["contacts"] = [_contact(one) for one in row.contacts]
    if row.sen_provision or row.sen_history:
        said["sen"] = _sen(row)
    if row.entered_on:
        said["entered_on"] = row.entered_on.isoformat()
    return said


def as_written(address: Address) -> str:
    """An address as on an envelope."""
    return "\n".join(part for part in (*address.lines, address.postcode) if part)


def _contact(one: ContactRow) -> dict[str, Any]:
    return {
        "title": one.title, "given_name": one.given_name, "family_name": one.family_name,
        "relationship": one.relationship, "has_pr": one.has_pr, "email": one.email,
        "phones": [phone.number for phone in one.phones],
        "address": as_written(one.address) if one.address else "",
        "lives_with_pupil": one.lives_with_pupil,
    }  # fmt: skip


def _sen(row: PupilRow) -> list[dict[str, Any]]:
    needs = [list(need) for need in sorted(row.sen_needs)]
    spells = [
        {
            "provision": one.provision,
            "starts_on": one.starts_on.isoformat() if one.starts_on else "",
            "needs": [],
        }
        for one in row.sen_history
        if one.provision in ("N", "K", "E")
    ]
    if row.sen_provision:
        started = row.sen_started_on.isoformat() if row.sen_started_on else ""
        spells = [
            one for one in spells if one["starts_on"] != started or one["provision"] != row.sen_provision
        ]
        spells.append({"provision": row.sen_provision, "starts_on": started, "needs": needs})
    return spells


def dumped(private: dict[str, Any]) -> str:
    """For the encrypted column; empty when there is nothing private."""
    return json.dumps(private, ensure_ascii=False, separators=(",", ":")) if private else ""


def loaded(text: str) -> dict[str, Any]:
    """Back from the encrypted column."""
    return json.loads(text) if text else {}

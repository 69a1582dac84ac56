"""The starter set of interventions that ships with the product, read from its file (S6)."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.inclusion.rules.catalogue import NewIntervention


@dataclass(frozen=True)
class Starter:
    """One intervention of the set, by its key."""

    key: str
    new: NewIntervention


@cache
def starter_set() -> tuple[Starter, ...]:
    """The whole set, in the order of the file."""
    text = files("alongside.inclusion").joinpath("starter/interventions.toml").read_text("utf-8")
    return tuple(_read(one) for one in tomllib.loads(text)["intervention"])


def _read(one: dict[str, Any]) -> Starter:
    group_size, minutes, per_week, weeks = one["times"]
    return Starter(
        one["key"],
        NewIntervention(
            name=one["name"], what=one["what"], areas=tuple(one["areas"]), wave=one["wave"],
            from_age=one["ages"][0], to_age=one["ages"][1], given_by=one["given_by"],
            training=one.get("training", ""), group_size=group_size, minutes=minutes, per_week=per_week,
            weeks=weeks, hourly_rate=Decimal(one["rate"]), rating=one["rating"],
            evidence=one.get("evidence", ""), citation=one.get("citation", ""),
        ),
    )  # fmt: skip

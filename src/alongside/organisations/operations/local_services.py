"""Writing down, and putting right, the services that a council's letters name."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.organisations.local_services import ServiceLine, local_services
from alongside.organisations.models import LocalService
from alongside.organisations.operations.joining import NOT_FOUND

_PARTS = ("name", "telephone", "email", "website", "address")


def keep_services(
    actor: Actor, new: Iterable[ServiceLine], now: datetime
) -> tuple[ServiceLine, ...] | Refusal:
    """Keep how the services of the actor's council are reached. What is left empty becomes a gap again.

    Refuses a service without a name or without a way to reach it: a letter that names nobody helps nobody. Letters that
    were sent stay as they were.
    """
    with operation(actor, Permission.CASE_DECIDE, now) as unit:
        if actor.organisation_id is None:
            return NOT_FOUND
        before = {one.kind: one for one in local_services(actor.organisation_id)}
        for one in new:
            given = {part: clean(getattr(one, part)) for part in _PARTS}
            if any(given.values()) and not (given["name"] and any(given[part] for part in _PARTS[1:])):
                return unit.refuse(_incomplete(one))
            if given == {part: getattr(before[one.kind], part) for part in _PARTS}:
                continue
            rows = LocalService.objects.filter(council_id=actor.organisation_id, kind=one.kind)
            if not any(given.values()):
                row = rows.get()
                unit.record("service.taken_out", row, before=_plain(before[one.kind]))
                row.delete()
                continue
            row, _ = rows.update_or_create(
                council_id=actor.organisation_id, kind=one.kind,
                defaults={**given, "changed_by_name": actor.name, "changed_at": now},
            )  # fmt: skip
            unit.record(
                "service.kept", row, before=_plain(before[one.kind]), after={"kind": row.kind, **given}
            )
        return local_services(actor.organisation_id)


def _incomplete(one: ServiceLine) -> Refusal:
    missing = "the name" if not clean(one.name) else "how to reach it"
    return Refusal(
        "service.incomplete", f"{one.kind.label}: {missing} is missing.",
        "Write a name, and a telephone number, an e-mail address or a website.", f"{one.kind.value}_name",
    )  # fmt: skip


def _plain(one: ServiceLine) -> dict[str, str]:
    return {key: str(value) for key, value in asdict(one).items() if key in _PARTS}

"""Adding to a request that the council is considering: what a setting knows, what a family thought of afterwards."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.operations import NOT_FOUND
from alongside.deadlines.access import who_at
from alongside.ehc.choices import RUNNING
from alongside.ehc.models import Case, CaseAddition
from alongside.ehc.rules.requesting import refuse_words
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean_lines
from alongside.notices.operations import tell
from alongside.organisations.models import Organisation

_ASK = Permission.CASE_ASK


def add_to_request(actor: Actor, child_id: UUID, words: str, now: datetime) -> CaseAddition | Refusal:
    """Send more to the council about a request that runs: evidence for its decision, told to whoever has the case.

    Nobody has to: a request stands without it, and no date waits for it. Refuses nothing written.
    """
    with operation(actor, _ASK, now) as unit:
        rows = Case.objects.permitting(actor, _ASK, child_id).filter(state__in=RUNNING)
        case = rows.order_by("-received_at").first()
        if case is None:
            return NOT_FOUND
        refusal = refuse_words(words)
        if refusal:
            return refusal
        place = (
            Organisation.objects.filter(pk=actor.organisation_id).first() if actor.organisation_id else None
        )
        row = CaseAddition(
            child_id=child_id, case=case, person_id=actor.person_id, organisation=place, by_name=actor.name,
            whose=place.name if place else actor.name, words=clean_lines(words), at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        unit.record("case.added_to", row, child_id=child_id)
        holder = who_at(case.council_id, child_id)
        if holder:
            path = f"/children/{child_id}/request/"
            tell(unit, holder[0], child_id, "case.moved", path, f"case.added:{row.id}")
        return row

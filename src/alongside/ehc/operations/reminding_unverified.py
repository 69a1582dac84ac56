"""Reminding of requests of which nobody has confirmed who asks: their six weeks run before there is a case."""

from datetime import datetime
from uuid import UUID

from alongside.access.actor import SystemActor
from alongside.access.operation import operation
from alongside.ehc.access import unverified_to_remind
from alongside.ehc.operations.reminding import OWN, Team, due, team_of, told_before
from alongside.ehc.queries.unverified import decide_by
from alongside.notices.operations import tell
from alongside.platform.clock import LONDON


def remind_of_unverified(now: datetime) -> int:
    """Tell who has each, and their manager; where nobody has it the managers. Each once. How many were told."""
    today, told = now.astimezone(LONDON).date(), 0
    rows = unverified_to_remind()
    if not rows:
        return 0
    teams: dict[UUID, Team] = {one: team_of(one, today) for one in {row.council_id for row in rows}}
    with operation(SystemActor("reminding of legal dates", today), "clock.remind", now) as unit:
        known = told_before([row.id for row in rows])
        for row in rows:
            last, path = decide_by(row.received_at), f"/cases/unverified/{row.id}/"
            for event, people in due(last, OWN, today, row.person_id, teams[row.council_id]):
                if f"{event}:{row.id}" in known:
                    continue
                for person_id in people:
                    tell(unit, person_id, None, event, path, f"{event}:{row.id}")
                    told += 1
    return told

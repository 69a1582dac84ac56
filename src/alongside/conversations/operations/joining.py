"""When somebody opens the link they were sent, what they were asked becomes theirs."""

from uuid import UUID

from alongside.children.invitations.joining import when_joined
from alongside.children.models import Invitation
from alongside.conversations.asking.access import asked_before, asks_of_invitation
from alongside.conversations.rules.invitations import State
from alongside.ledger.unit import Unit


@when_joined
def ask_finds_its_person(unit: Unit, invitation: Invitation, person_id: UUID) -> None:
    """Bind the open ask of this link to the person who opened it; it takes the place of what the same person had
    asked of them before."""
    for row in asks_of_invitation(invitation.pk):
        if row.person_id is None:
            for before in asked_before(row, person_id):
                before.state = State.WITHDRAWN.value
                before.save(update_fields=["state"])
                unit.record("part.asked_again", before, child_id=before.child_id)
            row.person_id = person_id
            row.save(update_fields=["person"])
            unit.record("part.person_known", row, child_id=row.child_id)

"""What tests of invitations stand on."""

from datetime import timedelta
from typing import Any

from alongside.conversations.models import Ask
from alongside.conversations.operations.invitations import FromOutside, NewAsk, ask_to_take_part
from alongside.conversations.rules.invitations import AskedAs, Route
from alongside.kernel.refusal import Refusal
from tests.makers import world
from tests.makers.family import Around

UNTIL = world.TODAY + timedelta(days=14)
WHY = "You know her well."


def ok(result: Any) -> Any:
    """What an operation gave, which must not be a refusal."""
    assert not isinstance(result, Refusal), str(result)
    return result


def ask_known(around: Around, actor: Any, whom: Any, asked_as: AskedAs, **fields: Any) -> Ask:
    """Ask somebody around the child; they have an account unless another route is given."""
    new = NewAsk(
        asked_as, fields.pop("why", WHY), fields.pop("until", UNTIL), person_id=whom.person_id, **fields
    )
    return ok(ask_to_take_part(actor, around.child.id, new, world.NOW))


def ask_therapist(around: Around, actor: Any, **fields: Any) -> Any:
    """Ask a speech therapist of a service that nobody knows yet, for six weeks."""
    link = FromOutside(
        organisation_name="Merefield Speech Therapy", stands_until=world.TODAY + timedelta(weeks=6),
        evidence="Nadia agreed on 14 September",
    )  # fmt: skip
    given = {"given_name": "Siân", "family_name": "Bowen", "describes": "speech and language therapist",
             "email": "sian@therapy.example.org", **fields}  # fmt: skip
    new = NewAsk(AskedAs.PROFESSIONAL, "She talks with her hands.", UNTIL, link=link, **given)
    return ask_to_take_part(actor, around.child.id, new, world.NOW)


def ask_advocate(around: Around, actor: Any, email: str = "beside@friend.example.org") -> Any:
    """Ask someone to stand beside the family."""
    new = NewAsk(
        AskedAs.ADVOCATE,
        "Come with me to meetings.",
        UNTIL,
        given_name="Zuzanna",
        email=email,
        link=FromOutside(),
    )
    return ask_to_take_part(actor, around.child.id, new, world.NOW)


def ask_grandmother(around: Around, actor: Any) -> Ask:
    """Ask Nadia's mother-in-law, who writes on paper."""
    new = NewAsk(
        AskedAs.RELATIVE, "She stays with you on Saturdays.", UNTIL, Route.PAPER, given_name="Ewa",
        family_name="Kowalska", describes="grandmother",
    )  # fmt: skip
    return ok(ask_to_take_part(actor, around.child.id, new, world.NOW))

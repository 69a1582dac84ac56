"""alongside person: give someone the way in, on a machine where nobody can invite anybody yet."""

import argparse
import json

from config import start
from config.outcome import OK, REFUSED, Stop

Subparsers = argparse._SubParsersAction
_KINDS = ("setting", "council", "service")
_PHASES = ("early_years", "primary", "secondary", "special", "college")


def register(subparsers: Subparsers) -> None:
    """Add `person` to the command line."""
    parser = subparsers.add_parser(
        "person",
        help="give a first person the way in",
        description="Found an organisation (or take the one of that name), give a person a post in it, and print the "
        "link and the number with which they open their account. The link works once, for 7 days.",
    )
    parser.add_argument("what", choices=["add"], help="add a person")
    parser.add_argument("--organisation", required=True, metavar="NAME", help="name of the organisation")
    parser.add_argument("--kind", choices=_KINDS, default="setting", help="what it is (setting)")
    parser.add_argument("--phase", choices=_PHASES, help="phase of education of a new setting")
    parser.add_argument("--given-name", required=True, metavar="NAME", help="given name")
    parser.add_argument("--family-name", required=True, metavar="NAME", help="family name")
    parser.add_argument("--email", required=True, metavar="ADDRESS", help="address they will sign in with")
    parser.add_argument("--role", default="administrator", help="role in the organisation (administrator)")
    parser.add_argument("--json", action="store_true", help="print the answer as JSON")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    """Add the person; print how they come in."""
    start.load()
    start.prepare_database()
    way_in = _added(chosen)
    if chosen.json:
        print(json.dumps({"link": way_in.link, "number": way_in.number}))
    else:
        print(
            f"Link:   {way_in.link}\nNumber: {way_in.number}\nGive them both, by two different ways if you can."
        )
    return OK


def _added(chosen: argparse.Namespace):  # type: ignore[no-untyped-def] # the types exist once Django is loaded
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    from alongside.access.choices import Role
    from alongside.kernel.refusal import Refusal
    from alongside.organisations.choices import OrganisationKind, Phase
    from alongside.organisations.operations import Newcomer, add_first_person
    from alongside.platform import clock

    try:
        validate_email(chosen.email)
        role = Role(chosen.role)
    except ValidationError:
        raise Stop(REFUSED, f"{chosen.email!r} is not an e-mail address.") from None
    except ValueError:
        known = ", ".join(each.value for each in Role if each not in (Role.NOBODY, Role.SYSTEM, Role.FAMILY))
        raise Stop(REFUSED, f"There is no role {chosen.role!r}. Roles are: {known}.") from None
    newcomer = Newcomer(chosen.given_name, chosen.family_name, chosen.email, role)
    answer = add_first_person(
        chosen.organisation,
        OrganisationKind(chosen.kind),
        newcomer,
        now=clock.now(),
        phase=Phase(chosen.phase) if chosen.phase else None,
    )
    if isinstance(answer, Refusal):
        raise Stop(REFUSED, str(answer))
    return answer

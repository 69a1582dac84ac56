"""Who may bring whom into an organisation, end whose post, and teach a class."""

from collections.abc import Collection
from datetime import date, timedelta

from alongside.access.choices import CLASS_ROLES, Role
from alongside.kernel.refusal import Refusal

INVITING = frozenset({Role.HEAD, Role.SEND_MANAGER, Role.ADMINISTRATOR})
"""Roles that may invite colleagues to their own organisation."""

SUPPLY_DAYS = 31
"""How long somebody can stand in before they are staff of the class like others."""
IN_SETTING = (
    Role.SENCO, Role.HEAD, Role.GOVERNOR, Role.CLASS_TEACHER, Role.TEACHING_ASSISTANT, Role.SUPPLY,
    Role.OFFICE, Role.SAFEGUARDING_LEAD, Role.ADMINISTRATOR,
)  # fmt: skip
IN_COUNCIL = (Role.CASEWORKER, Role.SEND_MANAGER, Role.STRATEGY_LEAD, Role.PROFESSIONAL, Role.ADMINISTRATOR)
IN_SERVICE = (Role.PROFESSIONAL, Role.ADVISER, Role.ADMINISTRATOR)
_ROLES_OF = {"setting": IN_SETTING, "council": IN_COUNCIL, "service": IN_SERVICE}


def roles_in(organisation_kind: str) -> tuple[Role, ...]:
    """The roles people have in this kind of organisation."""
    return _ROLES_OF[organisation_kind]


def may_bring_in(actor_role: Role, wanted: Role, organisation_kind: str) -> Refusal | None:
    """Whether someone in `actor_role` may give a colleague the role `wanted`."""
    if actor_role not in INVITING:
        return Refusal(
            "colleague.not_yours",
            "Only a head, a SEND manager or a system administrator invites colleagues.",
            "Ask one of them.",
        )
    if wanted not in roles_in(organisation_kind):
        return Refusal("colleague.role", "Nobody has that role here.", "Choose one from the list.", "role")
    return None


def may_last(wanted: Role, last_day: date | None, today: date) -> Refusal | None:
    """Whether a post of this role may run until `last_day`: whoever stands in for somebody has a last day, soon."""
    if last_day is not None and last_day < today:
        return Refusal(
            "colleague.past", "That day has passed.", "Choose a day that is still to come.", "last_day"
        )
    if wanted is Role.SUPPLY and (last_day is None or (last_day - today).days > SUPPLY_DAYS):
        return Refusal(
            "colleague.supply",
            f"Supply staff have a last day, within {SUPPLY_DAYS} days.",
            "Somebody who stays longer is a class teacher or a teaching assistant.",
            "last_day",
        )
    return None


def may_confirm(actor_role: Role, *, own: bool) -> Refusal | None:
    """Whether someone in `actor_role` may say that a person who came by a link works here."""
    if actor_role not in INVITING:
        return Refusal(
            "colleague.not_yours",
            "Only a head, a SEND manager or a system administrator confirms who works here.",
            "Ask one of them.",
        )
    return Refusal("colleague.own", "You cannot confirm yourself.", "Ask a colleague.") if own else None


def may_end_post(actor_role: Role, last_day: date | None, today: date, *, own: bool) -> Refusal | None:
    """Whether someone in `actor_role` may end a post after `last_day` (None: at once)."""
    if actor_role not in INVITING:
        return Refusal(
            "colleague.not_yours",
            "Only a head, a SEND manager or a system administrator ends a post.",
            "Ask one of them.",
        )
    if own:
        return Refusal(
            "colleague.own", "You cannot end your own post.", "Ask another head or your administrator."
        )
    if last_day is not None and last_day < today:
        return Refusal(
            "colleague.past",
            "That day has passed.",
            "Choose “now”, or a day that is still to come.",
            "last_day",
        )
    return None


def may_teach(roles: Collection[str], *, already: bool) -> Refusal | None:
    """Whether somebody with these posts here can be given a class."""
    if already:
        return Refusal("class.already", "They teach this class already.", field="person")
    if not CLASS_ROLES & {Role(role) for role in roles}:
        return Refusal(
            "class.post",
            "Only a class teacher, a teaching assistant or supply staff is given a class.",
            "Others see the children their post lets them see.",
            "person",
        )
    return None


LONGEST_HOLIDAY = timedelta(days=70)
"""Longer than any summer: two dates that lie further apart are a slip."""


def refuse_holiday(name: str, starts_on: date, last_on: date) -> Refusal | None:
    """It has a name, and its days are in order and not longer than any holiday is."""
    if not name:
        return Refusal("holiday.name", "It needs a name.", "For example: Half term.", "name")
    if last_on < starts_on:
        return Refusal("holiday.order", "The last day is before the first.", "Check both days.", "last_on")
    if last_on - starts_on > LONGEST_HOLIDAY:
        return Refusal("holiday.long", "That is longer than any holiday.", "Check both days.", "last_on")
    return None

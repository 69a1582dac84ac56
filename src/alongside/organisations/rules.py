"""Who may bring whom into an organisation."""

from alongside.access.choices import Role
from alongside.kernel.refusal import Refusal

INVITING = frozenset({Role.HEAD, Role.SEND_MANAGER, Role.ADMINISTRATOR})
"""Roles that may invite colleagues to their own organisation."""

IN_SETTING = (
    Role.SENCO, Role.HEAD, Role.GOVERNOR, Role.CLASS_TEACHER, Role.TEACHING_ASSISTANT, Role.OFFICE,
    Role.SAFEGUARDING_LEAD, Role.ADMINISTRATOR,
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

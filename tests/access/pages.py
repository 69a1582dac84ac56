"""The reference pages about access: written from the policy table and from the routes."""

import os
import re
from typing import Any

import django

from tests.reference import table


def permissions() -> str:
    """Each permission: who holds it, through which standing."""
    from alongside.access.choices import StandingKind
    from alongside.access.own_work import OWN_WORK
    from alongside.access.policy import POLICY

    rows = [
        [
            f"`{permission}`" if first else "",
            StandingKind(kind).label,
            ", ".join(sorted(role.label for role in roles)),
        ]
        for permission, grants in POLICY.items()
        for first, (kind, roles) in zip([True, *[False] * len(grants)], grants.items(), strict=False)
    ]
    return "\n\n".join(
        [
            "# Permissions",
            "Who may do what, and why they know the child. What is not in the table is refused. A restriction on a "
            "person (court order, restriction proposed, conflict of interest) closes that child's record to them "
            "whatever the table says, and so does being the child's own family while at work. Class teachers and "
            "teaching assistants reach only children with a place today in a class that they teach today. How this "
            "is enforced: [access](../how-it-works/access.md).",
            table(["Permission", "Because of a standing as", "In the role of"], rows),
            "Governor, strategy lead and system administrator stand nowhere in the table: they reach no child.",
            "## Work in one's own organisation",
            "Rows that belong to an organisation and hold nothing about a child.",
            table(
                ["Work", "In the role of"],
                [
                    [f"`{work}`", ", ".join(sorted(role.label for role in roles))]
                    for work, roles in OWN_WORK.items()
                ],
            ),
        ]
    )


def all_routes() -> str:
    """Every address with what it declares."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.urls import get_resolver

    from tests.guards.test_routes import routes

    rows = sorted(
        [f"`/{_readable(at)}`", _declared(view)] for at, _, view in routes(get_resolver().url_patterns)
    )
    return "\n\n".join(
        [
            "# Routes",
            "Every address of the product, and who may ask for it. A permission opens the route to the roles that can "
            "hold it; for which child is decided row by row behind it ([permissions](permissions.md)). The answers "
            "real people get are in [persona-routes](persona-routes.md).",
            table(["Address", "Open to"], rows),
        ]
    )


def _readable(address: str) -> str:
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", address).replace("^", "").replace("$", "")


def _declared(view: Any) -> str:
    words = str(getattr(view, "policy", "the sign-in library"))
    return words if words.startswith(("public", "anyone", "the ")) else f"`{words.replace(' or ', '` or `')}`"

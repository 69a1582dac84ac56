"""What the second wall is made of, on PostgreSQL alone: one question about a child, asked of every row.

`alongside_knows(child)` is in `wall_functions.py`. Every guarded table with a path to its child has a policy that
asks it; what has none says why in `WITHOUT`. Built after each migrate, where anything has changed.
"""

from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError, connections, models, transaction

from alongside.access.guarded import GuardedModel
from alongside.access.wall_functions import functions

WITHOUT: dict[str, str] = {
    "people.person": "read to find out who asks; a name without a child",
    "people.contactpoint": "belongs to a person, not to a child; encrypted",
    "people.accountinvitation": "about a colleague; opened by a link, before anyone is signed in",
    "organisations.membership": "read to find out who asks; posts, no child",
    "organisations.groupstaff": "who teaches which class; no child",
    "notices.notice": "belongs to the person it is for",
    "notices.outgoingmessage": "belongs to the person it is for; encrypted",
    "inclusion.interventiongroup": "a setting's timetable; its children are in rows with a policy",
    "inclusion.groupsession": "when a group met; its children are in rows with a policy",
    "exchange.import": "a setting's file; its children are not yet anybody's",
    "inclusion.sencoappointment": "about a member of staff; no child",
    "inclusion.training": "about a member of staff; no child",
    "safeguarding.unplaced": "a concern before it is known about whom; its words are the gate's alone to hide",
    "ehc.panelmember": "who sits on a panel; no child",
    "ehc.panelitem": "read by members of a panel who know nothing else of the child, between two days",
    "ehc.panelconflict": "what a member of a panel declared; the gate's alone to hide",
    "ehc.secondlook": "who of a council confirms that it is responsible, before it knows the child; the gate hides it",
    "ehc.unverifiedrequest": "a request before it is known about whom; its words are the gate's alone to hide",
    "ehc.adviceoffer": "in a team's inbox before one of them knows the child; the request itself has a policy",
    "casefile.savedview": "one person's filters; no name is kept",
    "returns.returnrun": "a file a council asked for; its children were gathered through the gate",
    "exchange.proposedchange": "a line of a setting's file; its child is perhaps not there yet",
}
"""Guarded models whose tables have no policy, and why."""

_ME = "(SELECT NULLIF(current_setting('alongside.person', true), '')::uuid)"
_PLACE = "(SELECT NULLIF(current_setting('alongside.organisation', true), '')::uuid)"
_ALSO = {
    "children_standing": f"person_id = {_ME} OR organisation_id = {_PLACE} OR ",
    "children_restriction": f"person_id = {_ME} OR ",
}
"""Where the gate looks before it knows a child: one's own standings and those of one's organisation, and what is
against oneself. Without them, nobody could be refused."""


def walled_models() -> list[type[GuardedModel]]:
    """Every guarded model that has a policy."""
    return [model for model in guarded_models() if model.child_path is not None]


def guarded_models() -> list[type[GuardedModel]]:
    """Every guarded model, as their tables go."""
    found = [model for model in apps.get_models() if issubclass(model, GuardedModel)]
    return sorted(found, key=lambda model: model._meta.db_table)


def condition(model: type[GuardedModel]) -> str:
    """When a row of this model is seen. A row of a row is seen where the row it belongs to is, by that one's policy."""
    table, path = model._meta.db_table, str(model.child_path)
    first, _, rest = path.partition("__")
    if not rest:
        return f"{_ALSO.get(table, '')}alongside_knows({_column(model, path)}) IS NOT NULL"
    parent = model._meta.get_field(first).related_model
    assert parent is not None and not isinstance(parent, str)
    return (
        f"EXISTS (SELECT FROM {parent._meta.db_table} parent "
        f"WHERE parent.{parent._meta.pk.column} = {table}.{_column(model, first)})"
    )


def _column(model: type[GuardedModel], field: str) -> str:
    """The column that a field of the model stands in."""
    found = model._meta.get_field(field)
    assert isinstance(found, models.Field) and found.column
    return str(found.column)


def _policies() -> Iterator[str]:
    for model in walled_models():
        table = model._meta.db_table
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"DROP POLICY IF EXISTS alongside_wall ON {table}"
        # A new row may be about a child whom nobody knows yet: it is read, changed and removed by the wall's leave.
        yield f"CREATE POLICY alongside_wall ON {table} TO {role()} USING ({condition(model)}) WITH CHECK (true)"
    for model in guarded_models():
        if model.child_path is None:
            yield f"ALTER TABLE {model._meta.db_table} DISABLE ROW LEVEL SECURITY"


def role() -> str:
    """The role, quoted for SQL. Raises ValueError for a name that is none."""
    name: str = settings.WALL_ROLE
    if not name.replace("_", "").isalnum():
        raise ValueError("ALONGSIDE_WALL_ROLE is letters, digits and underscores.")
    return f'"{name}"'


def _rights(schema: str) -> list[str]:
    """The role owns nothing, reads and writes rows, and never changes the ledger."""
    rows, sequences = "SELECT, INSERT, UPDATE, DELETE ON TABLES", "USAGE, SELECT ON SEQUENCES"
    return [
        f"GRANT USAGE ON SCHEMA {schema} TO {role()}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role()}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role()}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT {rows} TO {role()}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT {sequences} TO {role()}",
        f"REVOKE UPDATE, DELETE ON ledger_auditentry, ledger_accessentry, ledger_seal FROM {role()}",
    ]


def build(using: str = "default", **_signal: Any) -> bool:
    """Make the wall what this version says it is; whether it stands. Does nothing where nothing has changed.

    Without the right to make a role it leaves all as it was; `alongside doctor` says what to run.
    """
    connection = connections[using]
    if connection.vendor != "postgresql" or not settings.WALL_ROLE:
        return False
    with connection.cursor() as cursor:
        if not _have_role(cursor, using):
            return False
        cursor.execute("SELECT quote_ident(current_schema())")
        schema = cursor.fetchone()[0]
        statements = [*functions(schema), *_rights(schema), *_policies()]
        mark = sha256("\n".join(statements).encode()).hexdigest()
        if not _is_built(cursor, mark):
            for statement in statements:
                cursor.execute(statement)
            cursor.execute(f"COMMENT ON FUNCTION alongside_knows(uuid) IS '{mark}'")
    return True


def _is_built(cursor: Any, mark: str) -> bool:
    """Whether this very wall is there. A database brought back on another server may lack the role's part of it."""
    cursor.execute(
        "SELECT obj_description(to_regprocedure('alongside_knows(uuid)'), 'pg_proc'), "
        "(SELECT count(*) FROM pg_policies WHERE policyname = 'alongside_wall' AND %s = ANY (roles)), "
        "has_table_privilege(%s, 'children_child', 'SELECT')",
        [settings.WALL_ROLE, settings.WALL_ROLE],
    )
    return tuple(cursor.fetchone()) == (mark, len(walled_models()), True)


def _have_role(cursor: Any, using: str) -> bool:
    """Whether the role is there and may be taken, after trying to make it."""
    if _may_take(cursor):
        return True
    for statement in made_by(connections[using].settings_dict["USER"] or cursor.connection.info.user):
        with suppress(DatabaseError), transaction.atomic(using):
            cursor.execute(statement)
    return _may_take(cursor)


def made_by(user: str) -> list[str]:
    """What a database administrator runs once, where the program may not make roles."""
    return [f"CREATE ROLE {role()} NOLOGIN", f'GRANT {role()} TO "{user}"']


def _may_take(cursor: Any) -> bool:
    cursor.execute(
        "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s AND pg_has_role(current_user, oid, 'MEMBER'))",
        [settings.WALL_ROLE],
    )
    return bool(cursor.fetchone()[0])

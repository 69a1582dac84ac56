"""The second wall: PostgreSQL itself shows the rows of the children somebody stands by, whatever the program asks.

Trust 2.9 names the traps; each has a test here. On the embedded database there is no second wall.
"""

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from alongside.access import wall
from alongside.access import wall_policies as policies
from alongside.access.actor import Actor, SystemActor
from alongside.access.choices import Role, StandingKind
from alongside.access.guarded import GuardedModel
from alongside.access.operation import operation
from alongside.access.policy import POLICY, Permission, role_may
from alongside.access.routes import needs, public
from alongside.children.access import children_holding
from alongside.children.models import Child, Restriction, Standing
from alongside.platform.clock import today
from alongside.voice.models import Statement
from config.examination import second_wall
from tests.access import test_matrix as matrix
from tests.access.personas import Area, make_area
from tests.makers import world
from tests.makers.family import amira_and_hers
from tests.stood_on import stood_on

on_postgresql = pytest.mark.skipif(settings.EMBEDDED_DATABASE, reason="the second wall is PostgreSQL's")
_ROWS_IN = {model._meta.db_table: model for model in policies.walled_models()}


def raw(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def count(table: str) -> int:
    return int(raw(f'SELECT count(*) FROM "{table}"')[0][0])


def stranger() -> Actor:
    return world.acting(world.make_person("A", "Stranger"), Role.FAMILY, None, today())


@pytest.fixture
def area(db: None) -> Area:
    """Three children, and everyone who might ask."""
    return stood_on(make_area)


@pytest.fixture(autouse=True)
def _built(request: pytest.FixtureRequest, settings: object) -> Iterator[None]:
    """The wall as `migrate` builds it where it is asked for."""
    uses = {"db", "transactional_db", "demo_area"} & set(request.fixturenames)
    if settings.EMBEDDED_DATABASE or not (uses or request.node.get_closest_marker("django_db")):
        yield
        return
    if "area" in request.fixturenames:
        request.getfixturevalue("area")  # first, while nothing was written: then it is made once for all
    request.getfixturevalue(
        "demo_area" if "demo_area" in uses else "transactional_db" if _commits(request) else "db"
    )
    settings.WALL_ROLE = settings.WALL_ROLE or "alongside_walled"
    wall.forget_what_was_seen()
    # A request of the test before that is still being answered would hold the tables that get their policies now.
    raw(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    assert policies.build()
    yield
    wall.forget_what_was_seen()


def _commits(request: pytest.FixtureRequest) -> bool:
    mark = request.node.get_closest_marker("django_db")
    return bool(mark and mark.kwargs.get("transaction"))


@pytest.fixture
def _as_owner_again() -> Iterator[None]:
    """Whatever a test forgot, the next begins as the user that connects."""
    yield
    connection.close()


# ── What is built ────────────────────────────────────────────────────────────────────────────────────────


@on_postgresql
@pytest.mark.django_db
def test_the_database_has_the_policies_the_models_ask_for() -> None:
    """S2: compared with the catalogue of the database, both ways."""
    found = {row[0] for row in raw("SELECT tablename FROM pg_policies WHERE policyname = 'alongside_wall'")}
    shut = {row[0] for row in raw("SELECT relname FROM pg_class WHERE relrowsecurity")}
    assert found == shut == set(_ROWS_IN)


@on_postgresql
@pytest.mark.django_db
def test_the_role_owns_nothing_and_goes_round_nothing() -> None:
    """ASVS 13.2.2: no login, no bypass, no tables of its own, and no change of the ledger."""
    role = settings.WALL_ROLE
    attributes = raw(
        "SELECT rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb "
        f"FROM pg_roles WHERE rolname = '{role}'"
    )
    assert attributes == [(False,) * 5]
    assert not raw(f"SELECT 1 FROM pg_class WHERE pg_get_userbyid(relowner) = '{role}'")
    for table in ("ledger_auditentry", "ledger_accessentry", "ledger_seal"):
        for right, has in (("INSERT", True), ("UPDATE", False), ("DELETE", False), ("TRUNCATE", False)):
            assert raw(f"SELECT has_table_privilege('{role}', '{table}', '{right}')") == [(has,)]
    assert not raw(
        "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
    )


@on_postgresql
@pytest.mark.django_db
def test_building_it_again_changes_nothing_and_mends_what_was_changed() -> None:
    assert policies.build()
    with connection.cursor() as cursor:
        cursor.execute("DROP POLICY alongside_wall ON voice_statement")
        cursor.execute("COMMENT ON FUNCTION alongside_knows(uuid) IS 'of another version'")
    assert policies.build()
    assert raw("SELECT 1 FROM pg_policies WHERE tablename = 'voice_statement'")


@on_postgresql
@pytest.mark.django_db
def test_doctor_says_whether_it_stands(settings: object) -> None:
    assert second_wall().well
    settings.WALL_ROLE = "a_role_that_nobody_made"
    wall.forget_what_was_seen()
    found = second_wall()
    wall.forget_what_was_seen()
    assert not found.well and 'CREATE ROLE "a_role_that_nobody_made"' in found.what_to_do


# ── What a stranger reads ────────────────────────────────────────────────────────────────────────────────


@on_postgresql
@pytest.mark.usefixtures("demo_area")
def test_a_stranger_reads_no_row_of_any_table_by_any_query() -> None:
    """Through the program's own connection, which is the owner's here, with SQL that asks no gate."""
    held = {table for table in _ROWS_IN if count(table)}
    assert len(held) > 45, "the demo area should have something in most tables"
    for who in (None, stranger(), replace(stranger(), organisation_id=UUID(int=7))):
        with wall.behind(who):
            assert {table: count(table) for table in _ROWS_IN} == dict.fromkeys(_ROWS_IN, 0)
    assert {table for table in _ROWS_IN if count(table)} == held


@on_postgresql
@pytest.mark.django_db
def test_each_reads_and_changes_the_rows_of_their_own_child_alone(area: Area) -> None:
    """A mother her child's; whoever a restriction shuts out, and whoever's standing has ended, none."""
    own = area.own.child.id
    with wall.behind(area.own.mother):
        assert raw("SELECT id FROM children_child") == [(own,)]
        assert {row[0] for row in raw("SELECT child_id FROM voice_statement")} == {own}
    for persona in ("parent restricted", "parent under question", "former friend"):
        with wall.behind(area.personas[persona]):
            assert count("children_child") == count("voice_statement") == count("plans_plan") == 0, persona
    with wall.behind(area.far.mother), connection.cursor() as cursor:
        cursor.execute("UPDATE children_child SET given_name = 'X' WHERE id = %s", [own])
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM voice_statement WHERE child_id = %s", [own])
        assert cursor.rowcount == 0
    assert count("children_child") == 3


# ── Nothing is left behind ───────────────────────────────────────────────────────────────────────────────


@on_postgresql
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_as_owner_again")
def test_who_asked_is_forgotten_with_the_transaction_even_when_the_program_forgets() -> None:
    """Trap: a setting of a whole session stayed for whoever had the connection next."""
    around = amira_and_hers()
    with transaction.atomic():
        wall._take(wall._of(around.mother))
        assert count("children_child") == 1
        inside = raw("SELECT current_user, current_setting('alongside.person', true)")
    assert inside == [(settings.WALL_ROLE, str(around.mother.person_id))]
    after = raw("SELECT current_user = session_user, current_setting('alongside.person', true)")
    assert after[0][0] is True and not after[0][1]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('role', %s, true)", [settings.WALL_ROLE])
        assert count("children_child") == 0, "without an identity: nothing, and no error (trap 3)"


@on_postgresql
@pytest.mark.django_db
def test_inside_one_transaction_each_has_their_own_and_the_first_comes_back(area: Area) -> None:
    with wall.behind(area.own.mother):
        with wall.behind(area.far.mother):
            assert raw("SELECT id FROM children_child") == [(area.far.child.id,)]
        gone = wall.counted["a sweep of the tests"]
        with operation(SystemActor("a sweep of the tests", today()), "test.sweep", world.NOW):
            assert count("children_child") == 3, "the system goes beyond, by name"
        assert wall.counted["a sweep of the tests"] == gone + 1
        assert raw("SELECT id FROM children_child") == [(area.own.child.id,)]
        with pytest.raises(ZeroDivisionError), operation(area.far.mother, "a test", world.NOW):
            assert raw("SELECT id FROM children_child") == [(area.far.child.id,)]
            raise ZeroDivisionError
        assert raw("SELECT id FROM children_child") == [(area.own.child.id,)]
    assert count("children_child") == 3


# ── A page that forgot the gate ──────────────────────────────────────────────────────────────────────────


def _all_of_it() -> HttpResponse:
    """What a mistake would look like: everything, asked without the gate."""
    return HttpResponse(f"{Child.everything.count()} {Statement.everything.count()}")


@needs("child.read")
def _forgot(request: HttpRequest) -> HttpResponse:
    return _all_of_it()


@public("a mistake")
def _forgot_in_public(request: HttpRequest) -> HttpResponse:
    return _all_of_it()


@on_postgresql
@pytest.mark.django_db
def test_a_page_that_forgot_the_gate_shows_nothing_beyond(area: Area) -> None:
    request = RequestFactory().get("/")
    request.actor = stranger()
    assert _forgot(request).content == b"0 0"
    request.actor = area.far.mother
    own = Statement.everything.filter(child=area.far.child).count()
    assert own and _forgot(request).content == f"1 {own}".encode()
    assert _forgot_in_public(request).content == b"0 0"
    assert Child.everything.count() == 3


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_a_page_that_is_not_found_keeps_what_was_noted_before() -> None:
    """A request is one transaction now: an answer of 404 must undo nothing that an operation did."""
    from django.http import Http404

    around = amira_and_hers()

    @needs("child.read")
    def view(request: HttpRequest) -> HttpResponse:
        with operation(around.mother, "test.note", world.NOW) as unit:
            Child.in_unit.filter(pk=around.child.id).update(picture_id=UUID(int=1))
            unit.record("test.noted", around.child)
        raise Http404

    request = RequestFactory().get("/")
    request.actor = around.mother
    with pytest.raises(Http404):
        view(request)
    assert Child.everything.get(pk=around.child.id).picture_id == UUID(int=1)


# ── Never narrower than the gate ─────────────────────────────────────────────────────────────────────────


@on_postgresql
@pytest.mark.django_db
def test_whatever_the_gate_grants_the_wall_grants() -> None:
    """P20, one way: for every asker of the matrix and every combination of facts, gate ⊆ wall."""
    rows, cases = matrix._world()
    granted, shown_in_all = 0, 0
    shown_to: dict[tuple[object, ...], set[UUID]] = {}
    for asker in matrix.askers():
        actor = rows.actor(asker)
        if isinstance(actor, SystemActor):
            continue
        reached: set[UUID] = set()
        for permission in _widest(actor.role):
            reached |= set(children_holding(actor, permission).values_list("child_id", flat=True))
        identity = (actor.person_id, actor.organisation_id, actor.on)  # the wall knows no roles
        if identity not in shown_to:
            with wall.behind(actor):
                shown_to[identity] = {row[0] for row in raw("SELECT id FROM children_child")}
        shown = shown_to[identity]
        assert reached <= shown, asker
        granted, shown_in_all = granted + len(reached), shown_in_all + len(shown)
    assert granted > 10_000
    assert shown_in_all < len(cases) * len(matrix.askers()) / 4, "a wall that shows all would pass too"


def _widest(role: Role) -> list[Permission]:
    """The permission that most have, and for a role any other that reaches through a standing it does not."""
    kinds = {one: {kind for kind, roles in POLICY[one].items() if role in roles} for one in Permission}
    found = [Permission.CHILD_READ, Permission.PLAN_READ]
    for permission in Permission:
        if not kinds[permission] <= set().union(*(kinds[one] for one in found)):
            found.append(permission)
    return found


@on_postgresql
@pytest.mark.django_db
def test_the_gate_answers_alike_before_and_behind_the_wall(area: Area) -> None:
    """For each persona, each model and each permission: the same rows, so no page breaks and no refusal is lost."""
    compared = 0
    for name, actor in area.personas.items():
        if actor is None:
            continue
        asked = {question: _in_sql(actor, *question) for question in _questions(actor.role)}
        before = {question: found(sql) for question, sql in asked.items()}
        with wall.behind(actor):
            for question, sql in asked.items():
                assert found(sql) == before[question], (name, *question)
        compared += sum(map(len, before.values()))
    assert compared > 500


def _in_sql(actor: Actor, model: type[GuardedModel], permission: Permission) -> tuple[str, tuple] | None:
    """The gate's question as the database is asked it; None when it is refused before the database is asked."""
    rows = model.objects.permitting(actor, permission).order_by().values_list("pk")
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return None


def found(sql: tuple[str, tuple] | None) -> set[tuple]:
    """What the database answers now."""
    if sql is None:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(*sql)
        return set(cursor.fetchall())


def _questions(role: Role) -> Iterator[tuple[type[GuardedModel], Permission]]:
    """Each model with the permissions of it that the role may hold; of a child itself, a few that differ most."""
    few = (Permission.CHILD_READ, Permission.REGISTER_READ, Permission.PLAN_READ, Permission.CONTACT_READ)
    for model in policies.guarded_models():
        for permission in few if model is Child else model.guarded_by:
            if role_may(role, permission):
                yield model, permission


@on_postgresql
@pytest.mark.django_db
def test_what_is_against_oneself_is_never_hidden_from_the_gate() -> None:
    """A restriction behind the wall would open the gate: rows about oneself are there to be refused by."""
    around = amira_and_hers()
    world.restrict(around.child, around.father_person)
    with wall.behind(around.father):
        assert Restriction.everything.filter(person_id=around.father.person_id).exists()
        assert Standing.everything.filter(
            person_id=around.father.person_id, kind=StandingKind.PARENT
        ).exists()
        assert not Child.everything.exists()

"""Changes to the database only add, so that the version before keeps running while the next one starts."""

from collections.abc import Iterator
from importlib import import_module

from django.apps import apps
from django.db import migrations, models
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.questioner import NonInteractiveMigrationQuestioner
from django.db.migrations.state import ProjectState

REMOVING = (
    migrations.RemoveField,
    migrations.DeleteModel,
    migrations.RenameField,
    migrations.RenameModel,
    migrations.AlterModelTable,
)
# A migration that must remove or narrow says why that is safe, in a module-level text of this name.
MARKER = "safe_because"


def takes_away(
    operation: migrations.operations.base.Operation, state: ProjectState, app: str
) -> Iterator[str]:
    """Why the version before this migration could fail after it."""
    if isinstance(operation, REMOVING):
        yield operation.describe()
    if isinstance(operation, migrations.AlterField):
        before = state.models[app, operation.model_name_lower].fields[operation.name]
        if narrows(before, operation.field):
            yield f"{operation.describe()} (narrower than before)"
    if isinstance(operation, migrations.AddField) and needs_a_value(operation.field):
        yield f"{operation.describe()} (rows written by the version before lack it)"


def narrows(before: models.Field, after: models.Field) -> bool:
    """Whether a value that fitted before may not fit now."""
    if type(before) is not type(after):
        return True
    shorter = (after.max_length or 10**9) < (before.max_length or 10**9)
    return shorter or (before.null and not after.null) or (after.unique and not before.unique)


def needs_a_value(field: models.Field) -> bool:
    return not (
        field.null or field.has_default() or field.many_to_many or field.db_default is not models.NOT_PROVIDED
    )


def own_labels() -> set[str]:
    return {each.label for each in apps.get_app_configs() if each.name.startswith("alongside.")}


def test_the_models_and_the_migrations_agree() -> None:
    loader = MigrationLoader(None)
    questioner = NonInteractiveMigrationQuestioner(specified_apps=set(), dry_run=True)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps), questioner)
    changes = detector.changes(graph=loader.graph)
    missing = [f"{app}: {each.describe()}" for app in changes for m in changes[app] for each in m.operations]
    assert not missing, "run manage.py makemigrations"


def test_every_migration_only_adds() -> None:
    loader = MigrationLoader(None)
    found = []
    for app, name in sorted(loader.graph.nodes):
        if app not in own_labels() or hasattr(_module(loader, app, name), MARKER):
            continue
        migration = loader.graph.nodes[app, name]
        state = loader.project_state((app, name), at_end=False)
        for operation in migration.operations:
            found += [f"{app}.{name}: {why}" for why in takes_away(operation, state, app)]
            operation.state_forwards(app, state)
    assert not found, f"say why it is safe in `{MARKER}`, or split it over two releases"


def _module(loader: MigrationLoader, app: str, name: str) -> object:
    return import_module(loader.graph.nodes[app, name].__module__)


def test_each_way_to_take_away_is_found() -> None:
    assert list(takes_away(migrations.RemoveField("child", "name"), ProjectState(), "children"))
    assert narrows(models.CharField(max_length=20), models.CharField(max_length=10))
    assert narrows(models.DateField(null=True), models.DateField())
    assert needs_a_value(models.CharField(max_length=10))
    assert not needs_a_value(models.CharField(max_length=10, default=""))

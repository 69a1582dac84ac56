"""The tables that migrating makes are those of the models, though only what a step changes is drawn for it."""

import pytest
from django.apps import apps
from django.db import connection, models
from django.db.migrations.state import ProjectState

from alongside.platform import drawn_once

pytestmark = pytest.mark.django_db


def test_every_table_has_the_columns_keys_and_indexes_of_its_model() -> None:
    """platform/drawn_once.py: a model that was drawn too rarely would lack what a later step gave it."""
    wrong = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            wrong += [f"{model._meta.label}: {each}" for each in _differences(model)]
    assert not wrong, "\n".join(wrong)


def _differences(model: type[models.Model]) -> list[str]:
    table = model._meta.db_table
    with connection.cursor() as cursor:
        found = {each.name: each for each in connection.introspection.get_table_description(cursor, table)}
        held = connection.introspection.get_constraints(cursor, table)
    fields = {field.column: field for field in model._meta.local_concrete_fields}
    wrong = [f"column {name}" for name in sorted(found.keys() ^ fields.keys())]
    wrong += [
        f"{name} may be empty"
        for name, field in fields.items()
        if name in found and found[name].null_ok != field.null
    ]
    named = {each.name for each in [*model._meta.constraints, *model._meta.indexes]}
    wrong += [f"without {name}" for name in sorted(named - held.keys())]
    leads = {each["columns"][0]: each["foreign_key"] for each in held.values() if each["foreign_key"]}
    wrong += [
        f"{name} leads elsewhere"
        for name, field in fields.items()
        if field.remote_field
        and getattr(field, "db_constraint", True)
        and leads.get(name) != (field.target_field.model._meta.db_table, field.target_field.column)
    ]
    return wrong


def test_migrating_draws_what_a_step_changes() -> None:
    """Otherwise a first start takes four times as long."""
    assert ProjectState.add_model is drawn_once._add_model
    assert ProjectState._find_reload_model is drawn_once._to_be_drawn

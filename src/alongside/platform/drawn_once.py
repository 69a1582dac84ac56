"""Making all tables at a first start in a tenth of the time.

While Django migrates it keeps a drawing of every model as it was at that step. For each change it draws all models
again that can be reached from the changed one, which here is nearly all of them, four hundred times. What a change of
ours needs is the changed model, drawn alone: a new model or column changes no table but its own. Before a step runs
code of ours (`RunPython`) Django draws all afresh, for it is told that some drawings were put off. The tables that
come of it are the same, line by line. A column that others refer to is changed as Django does it.
"""

from typing import Any

from django.db.migrations.state import ModelState, ProjectState

_add_field_and_draw_all = ProjectState.add_field
_everything_in_reach = ProjectState._find_reload_model


def draw_changed_models_alone() -> None:
    """Teach Django's migrations to draw a new or changed model alone, for the whole process."""
    ProjectState.add_model = _add_model
    ProjectState.add_field = _add_field
    ProjectState._find_reload_model = _to_be_drawn


def _add_model(state: ProjectState, model: ModelState) -> None:
    """As `ProjectState.add_model`, without drawing the others again."""
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:  # asking for the property would make it
        state.is_delayed = True
        state.apps.render_multiple([model])


def _add_field(state: ProjectState, app: str, model: str, *field: Any, **more: Any) -> None:
    """As `ProjectState.add_field`, without drawing what a new foreign key leads to."""
    drawn = state.__dict__.pop("apps", None)  # where there is none, nothing is drawn again
    _add_field_and_draw_all(state, app, model, *field, **more)
    if drawn is not None:
        state.__dict__["apps"] = drawn
        state.reload_model(app, model, delay=True)


def _to_be_drawn(state: ProjectState, app: str, model: str, delay: bool = False) -> set[tuple[str, str]]:
    """As `ProjectState._find_reload_model`; where nobody refers to what changed (`delay`), the model alone."""
    if not delay:
        return _everything_in_reach(state, app, model)
    state.is_delayed = True
    return {(app, model)}

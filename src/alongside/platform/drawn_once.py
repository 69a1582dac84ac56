"""Making all tables at a first start in a third of the time.

While Django migrates it keeps a drawing of every model as it was at that step. For each new table it draws all
models again that can be reached from it, which here is nearly all of them, two hundred times. A new model changes
none of those before it, so it alone is drawn; before a step runs code of ours (`RunPython`) Django draws all afresh.
The tables that come of it are the same, line by line.
"""

from django.db.migrations.state import ModelState, ProjectState


def draw_new_models_once() -> None:
    """Teach Django's migrations to draw a new model alone, for the whole process."""
    ProjectState.add_model = _add_model


def _add_model(state: ProjectState, model: ModelState) -> None:
    """As `ProjectState.add_model`, without drawing the others again."""
    key = model.app_label, model.name_lower
    state.models[key] = model
    if state._relations is not None:
        state.resolve_model_relations(key)
    if "apps" in state.__dict__:  # asking for the property would make it
        state.is_delayed = True
        state.apps.render_multiple([model])

"""Makes a row of a table out of columns without running what Django runs for one that somebody makes anew.

Django's own way looks at each field in turn and tells listeners; for a row that was read nobody listens and nothing
is left to look at, and a page has some four hundred of them. A model that does more than the rest (that has listeners,
or ways of its own of being made) is made by Django.
"""

from collections.abc import Sequence
from functools import cache
from inspect import getattr_static
from typing import Any

from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init

_PLAIN = (DeferredAttribute, ForeignKeyDeferredAttribute)
"""What stands for a field on a model; each gives what lies in the row, and reads it when nothing does."""


class QuickModel:
    """As much of a model as Django's iterables ask of it, to make a row of."""

    def __init__(self, model: type[Model]) -> None:
        self._model = model
        self._new = model.__new__
        self._meta = model._meta

    def from_db(self, db: str, names: Sequence[str], values: Sequence[Any]) -> Model:
        """As `Model.from_db`: the fields that were not read are read when they are asked for."""
        row = self._new(self._model)
        state = ModelState()
        state.db, state.adding = db, False
        fields = row.__dict__
        fields["_state"] = state
        fields.update(zip(names, values, strict=True))
        return row


@cache
def _is_plain(model: type[Model]) -> bool:
    """Whether nothing else happens when Django makes a row of this model."""
    if pre_init.has_listeners(model) or post_init.has_listeners(model):
        return False
    own = (
        getattr(model.from_db, "__func__", None) is not Model.from_db.__func__,  # type: ignore[attr-defined]
        model.__init__ is not Model.__init__,
        model.__new__ is not object.__new__,
    )
    fields = (getattr_static(model, field.attname) for field in model._meta.concrete_fields)
    return not any(own) and all(type(one) in _PLAIN for one in fields)


def with_quick_models(info: dict[str, Any] | None) -> dict[str, Any] | None:
    """What a compiler says of the models it reads (`klass_info`), those that are plain replaced, at every depth."""
    if info is None:
        return None
    related = [with_quick_models(one) for one in info.get("related_klass_infos", ())]
    model = info["model"]
    return {
        **info,
        "model": QuickModel(model) if _is_plain(model) else model,
        "related_klass_infos": related,
    }

"""System checks that keep the gate shut: what points at a guarded row is guarded, and cannot be walked backwards."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models

from alongside.access.guarded import GuardedModel

_ALLOWED_POINTERS = {"people.account", "people.person"}
"""Sign-in needs an account's person before there is an actor; it is read in people/access.py alone."""


@register()
def guarded_models_are_closed(app_configs: Any, **_kwargs: Any) -> list[CheckMessage]:
    """Every model pointing at a guarded one is guarded, names its permissions, and leaves no reverse accessor."""
    found: list[CheckMessage] = []
    for model in apps.get_models():
        if issubclass(model, GuardedModel) and not tuple(model.guarded_by):
            found.append(Error(f"{model._meta.label} names no permission in guarded_by", id="access.E001"))
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey) or not issubclass(field.related_model, GuardedModel):
                continue
            if not issubclass(model, GuardedModel) and model._meta.label_lower not in _ALLOWED_POINTERS:
                found.append(
                    Error(
                        f"{field} points at guarded rows from a model that is not guarded", id="access.E002"
                    )
                )
            if field.remote_field.related_name != "+":
                found.append(Error(f'{field} needs related_name="+": no walking backwards', id="access.E003"))
    return found

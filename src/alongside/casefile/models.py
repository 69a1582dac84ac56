"""A view of the register that somebody keeps for themselves: choices, and nothing about any child."""

from typing import ClassVar

from django.db import models

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person


class SavedView(GuardedModel):
    """One person's filters under a name, in one of their organisations. A name that was typed is never kept."""

    child_path = None
    guarded_by: ClassVar = (Permission.REGISTER_READ,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    title = models.CharField(max_length=60)
    choices = models.JSONField(default=dict)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation", "title"], name="views_have_names")
        ]

"""What the school census asks of a child beside level and needs: unit, resourced provision, top-up funding."""

from typing import ClassVar

from django.db import models

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation


class CensusPlace(GuardedModel):
    """A child's place as one setting returns it; what nobody said is unknown. The ledger keeps what it was.

    Until this could be unknown, a box that was left alone was kept as "no": who kept it and when is beside it.
    """

    guarded_by: ClassVar = (Permission.CENSUS_KEEP,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    sen_unit = models.BooleanField(null=True)
    resourced = models.BooleanField(null=True)
    top_up = models.BooleanField(null=True)
    kept_by_name = models.CharField(max_length=200)
    kept_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["organisation", "child"], name="one_census_place_a_child"),
        ]

"""What every class of one setting offers, where it has put the area's expectations into its own words."""

from django.db import models
from django.db.models import Q

from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation


class OwnOffer(models.Model):
    """One setting's own lines for one area of need at one age. A later list takes its place; nothing is deleted.

    `based_on` is the version of the area's pack they were made from, so that a newer pack can be seen beside them.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=60)
    band = models.CharField(max_length=20)
    lines = models.JSONField()
    based_on = models.CharField(max_length=20)
    kept_by_name = models.CharField(max_length=200)
    kept_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "area", "band"], condition=Q(replaced_at=None), name="one_own_offer"
            )
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.band}"

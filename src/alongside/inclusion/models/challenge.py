"""Support and challenge: what the area says to a setting, and what both agreed to do. Nothing of a child."""

from django.db import models
from django.db.models import F, Q

from alongside.inclusion.choices import AreaEntryKind, Side
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation


class AreaEntry(models.Model):
    """One visit, conversation or finding of the area about a setting. Written once; both sides read it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    setting = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    council_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=9, choices=AreaEntryKind)
    on = models.DateField()
    about = models.CharField(max_length=160)
    text = models.TextField()
    written_by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["setting", "-on"], name="area_entries_of_setting")]

    def __str__(self) -> str:
        return self.about


class AreaAction(models.Model):
    """What one side does by when. Put forward by one side, it holds when the other has agreed it."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    entry = models.ForeignKey(AreaEntry, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=300)
    whose = models.CharField(max_length=7, choices=Side)
    due_on = models.DateField()
    put_by = models.CharField(max_length=7, choices=Side)
    put_by_name = models.CharField(max_length=200)
    put_at = models.DateTimeField()
    agreed_by_name = models.CharField(max_length=200, blank=True, default="")
    agreed_at = models.DateTimeField(null=True, blank=True)
    done_by_name = models.CharField(max_length=200, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)
    came_of_it = models.CharField(max_length=600, blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(agreed_at__isnull=False),
                name="area_action_agreed_first",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at__isnull=True) | Q(agreed_at__gte=F("put_at")),
                name="area_action_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.what

"""At which stage of the graduated response a child is, since when and why."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id


class StageEntry(GuardedModel):
    """One stretch at a stage. The stages are data (`statute.stages`); an empty one means: no longer at any."""

    guarded_by: ClassVar = (Permission.PLAN_READ, Permission.PLAN_EDIT, Permission.REGISTER_READ)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    stage = models.SlugField(max_length=8, blank=True, default="", db_index=False)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    why = models.CharField(max_length=300)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-at", "-id"], name="stages_of_child"),
            models.Index(
                fields=["stage", "starts_on"], condition=Q(ends_on__isnull=True), name="children_at_stage"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["child"], condition=Q(ends_on__isnull=True), name="one_stage_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="stage_dates_in_order",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="stage_says_why"),
        ]

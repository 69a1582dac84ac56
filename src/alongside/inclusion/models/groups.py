"""Who uses an intervention: a child's provision, alone or in a group, and the sessions of a group."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.inclusion.models.catalogue import Intervention
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.voice.models import Statement

_OF_STAFF = (Permission.COST_KEEP, Permission.DELIVERY_RECORD, Permission.PLAN_EDIT)


class InterventionGroup(GuardedModel):
    """Children who are given an intervention together. Narrowed to the setting that runs it (`access.py`)."""

    child_path = None
    guarded_by: ClassVar = _OF_STAFF

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    intervention = models.ForeignKey(Intervention, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    leader = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    leader_name = models.CharField(max_length=200, blank=True, default="")
    weekdays = models.CharField(max_length=5, blank=True, default="")
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="group_dates_in_order",
            )
        ]


class ProvisionUse(GuardedModel):
    """A provision of a child's plan that is given through an intervention of the catalogue, in a group or alone.

    Moving a child to another group ends this row and begins another, so that what was given stays true.
    `organisation` is the setting that gives it. Costs are worked out from the catalogue, never kept here.
    """

    guarded_by: ClassVar = _OF_STAFF

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    intervention = models.ForeignKey(Intervention, on_delete=models.PROTECT, related_name="+")
    group = models.ForeignKey(
        InterventionGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    added_by_name = models.CharField(max_length=200)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["organisation", "starts_on"], name="uses_of_setting")]
        constraints = [
            models.UniqueConstraint(
                fields=["statement"], condition=Q(ends_on__isnull=True), name="one_use_of_a_provision"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="use_dates_in_order"
            ),
        ]


class GroupSession(GuardedModel):
    """One meeting of a group: the record for all its children. What each child was given is a `support.Delivery`.

    Said again for the same day, it is a new row; the one before is kept and marked as replaced.
    """

    child_path = None
    guarded_by: ClassVar = _OF_STAFF

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(InterventionGroup, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    there = models.PositiveSmallIntegerField()
    away = models.PositiveSmallIntegerField()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["group", "on"], condition=Q(replaced_at__isnull=True), name="one_session_a_day"
            )
        ]

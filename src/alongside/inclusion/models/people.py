"""The people of a setting: who its SENCo is, and what its staff have been trained in. Nothing of a child."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.inclusion.choices import SencoCourse, TeacherInduction
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person


class SencoAppointment(GuardedModel):
    """Who is SENCo, since when, and what the law asks of them (S24). One at a time; ended, never deleted."""

    child_path = None
    guarded_by: ClassVar = (Permission.CLASS_STAFF,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    first_became_on = models.DateField()
    months_before = models.PositiveSmallIntegerField(default=0)
    qualified_teacher = models.BooleanField()
    induction = models.CharField(max_length=10, choices=TeacherInduction)
    teaches_here = models.BooleanField()
    heads_school = models.BooleanField(default=False)
    course = models.CharField(max_length=10, choices=SencoCourse, blank=True, default="")
    begun_on = models.DateField(null=True, blank=True)
    completed_on = models.DateField(null=True, blank=True)
    kept_by_name = models.CharField(max_length=200)
    kept_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["organisation", "-starts_on"], name="sencos_of_setting")]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ends_on__isnull=True), name="one_senco_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="senco_dates_in_order",
            ),
        ]


class Training(GuardedModel):
    """What a member of staff was trained in, when, and when it has to be refreshed (P9, R5).

    `needs` are codes of the census list of SEN types that it prepares for. Ended where it was written by mistake.
    """

    child_path = None
    guarded_by: ClassVar = (Permission.CLASS_STAFF, Permission.CLASS_READ)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    person_name = models.CharField(max_length=200)
    what = models.CharField(max_length=160)
    needs = models.JSONField(default=list)
    on = models.DateField()
    refresh_due_on = models.DateField(null=True, blank=True)
    kept_by_name = models.CharField(max_length=200)
    kept_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["organisation", "person"], name="training_of_staff")]
        constraints = [
            models.CheckConstraint(
                condition=Q(refresh_due_on__isnull=True) | Q(refresh_due_on__gt=F("on")),
                name="training_refreshed_later",
            )
        ]

"""Who was told of a request and of the decision to assess, because the law says so."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.ehc.choices import CaseState, Told
from alongside.ehc.models.cases import Case
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation


class Notification(GuardedModel):
    """A body that was told, when, by whom, and the letter as it went out (SI 2014/1530 reg 4, reg 5)."""

    guarded_by: ClassVar = (Permission.CASE_READ, Permission.CASE_KEEP)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, choices=CaseState)
    told = models.CharField(max_length=12, choices=Told)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_name = models.CharField(max_length=200)
    content = models.TextField(help_text="canonical JSON of the letter")
    digest = models.CharField(max_length=64)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["case", "stage", "told"], name="each_body_told_once"),
            models.CheckConstraint(condition=~Q(to_name=""), name="notification_names_a_body"),
        ]

"""A concern about a child: in whose words, how it was told, when it was read, and what was done."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.support.choices import ConcernOutcome, ConcernSource, SupportStage
from alongside.support.models.actions import Action
from alongside.voice.choices import Gathered, Voice


class Concern(GuardedModel):
    """One worry, told to the setting the child attended on that day, and what came of it.

    Besides whoever raised it, `family_reads` says whether each parent and carer reads it, `child_reads` whether the
    child or young person does. What one home says is not for the other. `supported_on` is the first day of help.
    """

    guarded_by: ClassVar = (
        Permission.CONCERN_READ, Permission.CONCERN_RAISE, Permission.CONCERN_ANSWER,
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    setting = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=8, choices=ConcernSource)
    voice = models.CharField(max_length=12, choices=Voice)
    text = models.TextField()
    areas = models.JSONField(default=list, blank=True)
    tried = models.TextField(blank=True, default="")
    raiser = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    raiser_name = models.CharField(max_length=200)
    gathered = models.CharField(max_length=14, choices=Gathered, default=Gathered.TYPED)
    gathered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    gathered_by_name = models.CharField(max_length=200, blank=True, default="")
    family_reads = models.BooleanField(default=False)
    child_reads = models.BooleanField(default=False)
    raised_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by_name = models.CharField(max_length=200, blank=True, default="")
    answer = models.TextField(blank=True, default="")
    outcome = models.CharField(max_length=8, choices=ConcernOutcome, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by_name = models.CharField(max_length=200, blank=True, default="")
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    supported_on = models.DateField(null=True, blank=True)
    supported_by = models.CharField(max_length=8, choices=SupportStage, blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-raised_at"], name="concerns_of_child"),
            models.Index(fields=["setting", "-raised_at"], name="concerns_of_setting"),
            models.Index(
                fields=["setting", "raised_at"],
                condition=Q(answered_at=None),
                name="concerns_without_answer",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") & ~Q(raiser_name=""), name="concern_says_what_and_who"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | (~Q(answer="") & ~Q(outcome="")),
                name="answered_concern_says_what_is_done",
            ),
            models.CheckConstraint(
                condition=Q(supported_on=None) | ~Q(supported_by=""), name="first_support_has_a_stage"
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None) | Q(answered_at__gte=F("raised_at")),
                name="concern_answered_after_it_was_raised",
            ),
        ]

"""A young person past compulsory school age: who was told, who decides what, who in the family goes on reading."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.choices import Authority, Deciding
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.people.models import Person


class CapacityAssessment(GuardedModel):
    """Whether a young person could take one decision themselves, on a day: assessed by whom, on what evidence.

    Capacity is presumed; only a finding that it is lacking changes who decides, for this decision, until `review_by`.
    `representative` stands by the young person here; one from outside is named in `representative_name` alone.
    """

    guarded_by: ClassVar = (Permission.CAPACITY_READ, Permission.CAPACITY_KEEP)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    deciding = models.CharField(max_length=8, choices=Deciding)
    lacks = models.BooleanField()
    assessed_on = models.DateField()
    assessor_name = models.CharField(max_length=200)
    assessor_role = models.CharField(max_length=120)
    evidence = models.TextField()
    representative = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    representative_name = models.CharField(max_length=200, blank=True, default="")
    authority = models.CharField(max_length=8, choices=Authority, blank=True, default="")
    document = models.CharField(max_length=200, blank=True, default="", help_text="what shows the authority")
    review_by = models.DateField()
    recorded_by_name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=300, blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "deciding"], name="capacity_of_child")]
        constraints = [
            models.CheckConstraint(
                condition=Q(lacks=False) | (~Q(representative_name="") & ~Q(authority="")),
                name="who_decides_is_named",
            ),
            models.CheckConstraint(condition=~Q(evidence=""), name="capacity_says_on_what_evidence"),
        ]


class RightsPassing(GuardedModel):
    """That the family was told when the rights pass to the young person, and that the day came."""

    guarded_by: ClassVar = (Permission.CHILD_READ,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.OneToOneField(Child, on_delete=models.PROTECT, related_name="+")
    last_day = models.DateField()
    told_at = models.DateTimeField()
    closing_told_at = models.DateTimeField(null=True, blank=True, help_text="two weeks before reading closes")
    passed_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["passed_at", "last_day"], name="rights_still_to_pass")]


class ReadingChoice(GuardedModel):
    """What a young person says about one parent or carer: may go on reading, a shorter view alone, or not. The newest
    one holds. With `shorter`, `reads` is false: who asks only for that reads nothing more than before.
    """

    guarded_by: ClassVar = (Permission.CHILD_READ,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reads = models.BooleanField()
    shorter = models.BooleanField(default=False)
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "person", "at"], name="reading_choices_of_child")]

"""What the return asks and no other table has, what is wrong with it, and the files that were made."""

from typing import ClassVar

from django.db import models

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.platform.encryption import EncryptedText
from alongside.returns.choices import Form, Officer, RunState

_GUARDED = (Permission.RETURN_MEND, Permission.RETURN_SEND)


class ReturnAnswer(GuardedModel):
    """One item of the return that no other page keeps, as somebody answered it (`request.rya` of one request).

    `about` is the request, the plan or the child it is about. The value is kept under lock: it can be a postcode.
    """

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    about = models.UUIDField()
    item = models.CharField(max_length=40)
    value = EncryptedText()
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["about", "item"], name="one_answer_to_each_item")]


class AttendedPlace(GuardedModel):
    """Where a child or young person with a plan is really taught, from when until when."""

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    urn = models.CharField(max_length=6, blank=True, default="")
    ukprn = models.CharField(max_length=8, blank=True, default="")
    code = models.CharField(max_length=4, blank=True, default="")
    other = models.CharField(max_length=120, blank=True, default="")
    rank = models.PositiveSmallIntegerField(default=1)
    entry_on = models.DateField(null=True, blank=True)
    leaving_on = models.DateField(null=True, blank=True)
    sen_unit = models.BooleanField(default=False)
    resourced = models.BooleanField(default=False)
    res = models.CharField(max_length=1, blank=True, default="")
    wbp = models.CharField(max_length=1, blank=True, default="")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [models.UniqueConstraint(fields=["child", "rank"], name="places_attended_are_ranked")]


class ReturnProblem(GuardedModel):
    """A rule of a year's return that one child's record breaks. Worked out anew; nothing rests on it."""

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=60)
    record = models.CharField(
        max_length=36, blank=True, default="", help_text="the request or plan it is about"
    )
    is_error = models.BooleanField()
    mends = models.CharField(max_length=12)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["council", "year", "-is_error", "rule", "id"], name="problems_of_return"),
            models.Index(
                fields=["council", "year", "mends", "-is_error", "rule", "id"], name="problems_to_mend"
            ),
        ]


class CouncilReturn(models.Model):
    """What a council says of itself in its return, and when its records were last looked through. Of no person."""

    council = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+", primary_key=True)
    lea = models.CharField(max_length=3, blank=True, default="")
    dmo = models.CharField(max_length=1, choices=Officer, blank=True, default="")
    dco = models.CharField(max_length=1, choices=Officer, blank=True, default="")
    dsco = models.CharField(max_length=1, choices=Officer, blank=True, default="")
    serial = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True)
    checking = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="percent done, while it is going on"
    )
    checked_year = models.PositiveSmallIntegerField(null=True, blank=True)
    people = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    looked = models.JSONField(
        default=dict,
        help_text="by year, when its records were last looked through, how many people, which figures",
    )
    found = models.JSONField(
        default=dict,
        help_text="by year and rule, how many records break it: kept with each change of a problem",
    )


class ReturnRun(GuardedModel):
    """A file that somebody asked for: how far its making has come, and where it lies. Of one council's data lead."""

    child_path: ClassVar = None
    guarded_by: ClassVar = (Permission.RETURN_SEND,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=8, choices=Form)
    state = models.CharField(max_length=8, choices=RunState, default=RunState.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    errors = models.PositiveIntegerField(default=0)
    refusal = models.CharField(max_length=300, blank=True, default="")
    store_key = models.CharField(max_length=80, blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")
    started_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    started_by_name = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["council", "-at"], name="return_runs_of_council")]

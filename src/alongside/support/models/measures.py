"""A score: of which child, with what it was measured, when, how, by whom, and for which help."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.people.models import Person
from alongside.support.choices import Moment
from alongside.voice.choices import Gathered, Voice
from alongside.voice.models import Statement


class Measure(GuardedModel):
    """One score of one child, and what makes it worth reading: the instrument, the day, the conditions, who took it.

    A correction is a new row that `corrects` the one before, which stays and is `replaced_at` that moment. In what
    a child rates the voice is the child's, and `gathered` says how they told it.
    """

    guarded_by: ClassVar = (Permission.PLAN_READ, Permission.PASSAGE_WRITE, Permission.PLAN_EDIT)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    instrument = models.SlugField(max_length=60, db_index=False)
    score = models.DecimalField(max_digits=6, decimal_places=1)
    on = models.DateField()
    moment = models.CharField(max_length=6, choices=Moment, blank=True, default="")
    provision = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    conditions = models.CharField(max_length=300, blank=True, default="")
    voice = models.CharField(max_length=12, choices=Voice)
    gathered = models.CharField(max_length=14, choices=Gathered, default=Gathered.TYPED)
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    corrects = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    why_corrected = models.CharField(max_length=300, blank=True, default="")
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "instrument", "on"], name="measures_of_child"),
            models.Index(fields=["child", "-at", "-id"], name="measures_told"),
            models.Index(
                fields=["provision"], condition=Q(provision__isnull=False), name="measures_of_provision"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(instrument=""), name="measure_names_its_instrument"),
            models.CheckConstraint(
                condition=Q(corrects=None) | ~Q(why_corrected=""), name="correction_says_why"
            ),
        ]

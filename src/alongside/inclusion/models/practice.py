"""What worked in one setting, shared with others: words of staff, large enough numbers, nothing about a child."""

from django.db import models

from alongside.inclusion.choices import PracticeKind
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation


class SharedPractice(models.Model):
    """An intervention, a strategy or a template that a setting shares. Withdrawn, never deleted: copies name it.

    `content` is what others copy of an intervention; `effect` are the lines of numbers as they were that day.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    setting_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=PracticeKind)
    title = models.CharField(max_length=120)
    text = models.TextField()
    areas = models.JSONField(default=list)
    from_age = models.PositiveSmallIntegerField(default=0)
    to_age = models.PositiveSmallIntegerField(default=25)
    worked = models.TextField()
    citation = models.CharField(max_length=300, blank=True, default="")
    content = models.JSONField(null=True, blank=True)
    effect = models.JSONField(default=list)
    shared_by_name = models.CharField(max_length=200)
    shared_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-shared_at"], name="practice_newest_first")]

    def __str__(self) -> str:
        return self.title

"""What a child or parent asked for, or said they see; the answer, the action, and what happened."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.people.models import Person
from alongside.support.choices import AskedKind
from alongside.support.models.actions import Action
from alongside.voice.choices import Gathered, Voice
from alongside.voice.models import Statement


class Asked(GuardedModel):
    """One thing that was asked for, in the words of whoever asked, and what became of it."""

    guarded_by: ClassVar = (Permission.PLAN_READ, Permission.PASSAGE_WRITE, Permission.PLAN_EDIT)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=5, choices=AskedKind, default=AskedKind.WISH)
    about = models.ForeignKey(Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    voice = models.CharField(max_length=12, choices=Voice)
    asker = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    asker_name = models.CharField(max_length=200)
    gathered = models.CharField(max_length=14, choices=Gathered, default=Gathered.TYPED)
    gathered_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    gathered_by_name = models.CharField(max_length=200, blank=True, default="")
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True, default="")
    answered_by_name = models.CharField(max_length=200, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    result = models.TextField(blank=True, default="")
    result_by_name = models.CharField(max_length=200, blank=True, default="")
    result_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-asked_at"], name="asked_for_child"),
            models.Index("asked_at", condition=Q(answered_at=None), name="asked_and_not_answered"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="asked_says_something"),
            models.CheckConstraint(condition=~Q(voice=Voice.PROFESSIONAL), name="asked_by_child_or_family"),
            models.CheckConstraint(
                condition=Q(answered_at=None) | ~Q(answer=""), name="answered_says_something"
            ),
        ]

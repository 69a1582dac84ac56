"""What one person said about one conversation. Read back by that person alone; a setting sees numbers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.conversations.models import Meeting
from alongside.feedback.choices import Answer, Asked
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person


class MeetingFeedback(GuardedModel):
    """One answer to one of the four questions about a conversation that was held (S14)."""

    guarded_by: ClassVar = (Permission.FEEDBACK_GIVE,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="+", db_index=False)
    setting = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    school_year = models.PositiveSmallIntegerField()
    term = models.CharField(max_length=6)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    is_child = models.BooleanField(default=False)
    question = models.CharField(max_length=10, choices=Asked)
    answer = models.PositiveSmallIntegerField(choices=Answer)
    said_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["setting", "school_year", "term"], name="feedback_of_setting")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person", "question"], name="one_answer_each_question"
            ),
            models.CheckConstraint(
                condition=Q(answer__gte=1, answer__lte=4), name="feedback_answer_is_known"
            ),
        ]

"""A guided conversation at a meeting: who leads it with what training, and the notes that fill the plan."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.conversations.models.meetings import Meeting
from alongside.kernel.ids import new_id
from alongside.people.models import Person
from alongside.support.models import Action
from alongside.voice.models import Statement


class GuidedConversation(GuardedModel):
    """The guided conversation of a meeting. Who leads it, and their training, stand as they were on the day (O7)."""

    child_path = "meeting__child_id"
    guarded_by: ClassVar = (Permission.MEETING_READ, Permission.MEETING_HOLD)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="+")
    facilitator = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    facilitator_name = models.CharField(max_length=200)
    training = models.CharField(max_length=120, blank=True, default="")
    trained_on = models.DateField(null=True, blank=True)
    started_at = models.DateTimeField()
    paused_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(training="") | Q(trained_on__isnull=False), name="training_has_its_day"
            )
        ]


class GuidedNote(GuardedModel):
    """One note of a guided conversation: the passage or the action it became at once.

    Each note is a row of its own, so two people who write at one moment lose nothing.
    """

    child_path = "conversation__meeting__child_id"
    guarded_by: ClassVar = (Permission.MEETING_READ, Permission.MEETING_HOLD)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    conversation = models.ForeignKey(GuidedConversation, on_delete=models.PROTECT, related_name="+")
    topic = models.SlugField(max_length=60, db_index=False)
    statement = models.ForeignKey(
        Statement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    action = models.ForeignKey(Action, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    written_by_name = models.CharField(max_length=200)
    written_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["conversation", "written_at"], name="notes_of_conversation")]
        constraints = [
            models.CheckConstraint(
                condition=Q(statement__isnull=False, action__isnull=True)
                | Q(statement__isnull=True, action__isnull=False),
                name="note_became_one_thing",
            )
        ]

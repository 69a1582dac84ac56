"""A message to one person, and its way out of the product."""

from typing import ClassVar

from django.db import models

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.people.models import Person


class Notice(GuardedModel):
    """Something one person should know. Names the event and where to go; carries nothing personal."""

    child_path = None
    guarded_by: ClassVar = (Permission.CHILD_READ,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    event = models.CharField(max_length=60)
    path = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["person", "-created_at"], name="notices_of_person")]


class OutgoingMessage(GuardedModel):
    """One e-mail or text waiting to leave or left; one per event, recipient and channel, however often it is tried.

    It knows the child it is about only so that it stays behind when its reader may no longer know the child.
    """

    child_path = None
    guarded_by: ClassVar = (Permission.CHILD_READ,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    event_key = models.CharField(max_length=120)
    channel = models.CharField(max_length=8)
    event = models.CharField(max_length=60)
    path = models.CharField(max_length=200, blank=True, default="")
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["event_key", "person", "channel"], name="one_message_each_event_and_channel"
            )
        ]

"""A message to one person, and its way out of the product."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.kernel.ids import new_id
from alongside.notices.choices import Carried
from alongside.organisations.models import Organisation
from alongside.people.choices import Channel
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


class CarriedMessage(GuardedModel):
    """A message for somebody who wants a call or a letter: a person at `organisation` makes it or posts it (R18, T13).

    It stands beside the message itself, so what is taken back there is nobody's task any more.
    """

    guarded_by: ClassVar = (Permission.CONTACT_READ,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    message = models.OneToOneField(OutgoingMessage, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(
        max_length=8, choices=[(one.value, one.label) for one in (Channel.PHONE, Channel.POST)]
    )
    created_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    last_try_at = models.DateTimeField(null=True, blank=True)
    how = models.CharField(max_length=10, choices=Carried, blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by_name = models.CharField(max_length=200, blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(
                fields=["organisation", "created_at"],
                condition=Q(done_at__isnull=True),
                name="messages_to_carry",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | (~Q(how="") & ~Q(done_by_name="")),
                name="carried_says_how_and_who",
            )
        ]

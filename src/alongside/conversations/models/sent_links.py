"""A document sent to one person: never attached, always a link that needs sign-in."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.documents.models import StoredFile
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.platform.encryption import EncryptedText

_GUARDED = (Permission.DOCUMENT_SEND, Permission.SENT_READ, Permission.CHILD_READ)


class SentLink(GuardedModel):
    """One document for one person, prepared, sent, and perhaps taken back.

    The link's secret has 256 bits, is found by its digest and kept unreadable. It opens for the recipient alone, who
    must still hold `needs` for the child on the day.
    """

    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=120)
    file_name = models.CharField(max_length=80)
    needs = models.CharField(max_length=40)
    recipient = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recipient_name = models.CharField(max_length=200)
    recipient_is = models.CharField(max_length=200)
    recipient_is_family = models.BooleanField()
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_by_name = models.CharField(max_length=200)
    prepared_at = models.DateTimeField()
    lasts_days = models.PositiveSmallIntegerField()
    sent_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    token_digest = models.CharField(max_length=64, blank=True, default="")
    secret = EncryptedText(blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by_name = models.CharField(max_length=200, blank=True, default="")

    class Meta(GuardedModel.Meta):
        indexes = [
            models.Index(fields=["child", "-sent_at"], name="sent_about_child"),
            models.Index(fields=["recipient"], condition=Q(withdrawn_at__isnull=True), name="sent_to_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["token_digest"], condition=~Q(token_digest=""), name="link_secret_once"
            )
        ]


class SentOpening(GuardedModel):
    """One time the recipient opened a link: for the report of who opened it and when."""

    child_path = "link__child_id"
    guarded_by: ClassVar = _GUARDED

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    link = models.ForeignKey(SentLink, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["link", "at"], name="openings_of_link")]

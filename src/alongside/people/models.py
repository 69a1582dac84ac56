"""Person, account, contact points."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.kernel.ids import new_id
from alongside.people.choices import Channel, ContactKind, DocumentFormat, MessageDays
from alongside.platform.encryption import EncryptedText


class CommunicationNeeds(models.Model):
    """How someone wants to be written to and met. Asked once; every document and message follows it (T13)."""

    document_format = models.CharField(max_length=12, choices=DocumentFormat, default=DocumentFormat.PDF)
    language = models.CharField(max_length=12, default="en")
    interpreter = models.CharField(max_length=60, blank=True, default="")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    communication_note = models.CharField(max_length=400, blank=True, default="")

    class Meta:
        abstract = True


class Person(GuardedModel, CommunicationNeeds):
    """An adult around a child, or a young person who signs in. Addresses live in ContactPoint, never here."""

    child_path = None
    guarded_by: ClassVar = (
        Permission.CHILD_READ, Permission.PLAN_READ, Permission.CONTACT_READ, Permission.STANDING_READ,
        Permission.LOOKS_READ, Permission.LEAD_APPOINT, Permission.FAMILY_INVITE, Permission.PUPILS_IMPORT,
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100, blank=True, default="")
    preferred_name = models.CharField(max_length=100, blank=True, default="")
    title = models.CharField(max_length=20, blank=True, default="")
    message_days = models.CharField(max_length=8, choices=MessageDays, default=MessageDays.ANY)
    message_from = models.TimeField(null=True, blank=True)
    message_until = models.TimeField(null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    @property
    def name(self) -> str:
        """The name to show: what the person likes to be called, in full."""
        if self.preferred_name:
            return self.preferred_name
        if self.title:
            return f"{self.title} {self.family_name}"
        return f"{self.given_name} {self.family_name}".strip()


class AccountManager(BaseUserManager):
    """Accounts are made by accepting an invitation; this is what the sign-in library calls."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Account":
        account = self.model(email=self.normalize_email(email), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """The means of signing in. One person has at most one; most people in the records have none."""

    email = models.EmailField(unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True)

    objects = AccountManager()
    USERNAME_FIELD = "email"

    def __str__(self) -> str:
        return f"account {self.pk}"

    is_staff = False
    is_superuser = False


class ContactPoint(GuardedModel):
    """An address, telephone number or e-mail of a person, for a time. Encrypted; never shown to another household."""

    child_path = None
    guarded_by: ClassVar = (Permission.CONTACT_READ, Permission.FAMILY_INVITE, Permission.PUPILS_IMPORT)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=ContactKind)
    value = EncryptedText()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["person", "kind"], name="contact_points_of")]


class Letter(models.Model):
    """A message about signing in that waits to leave. Address and secret are unreadable; the row goes when it left.

    Jobs carry ids only, so what a letter says of its own (a code, a link) waits here for the worker.
    """

    kind = models.CharField(max_length=40)
    to = EncryptedText()
    secret = EncryptedText(blank=True, default="")
    language = models.CharField(max_length=12, default="en")
    created_at = models.DateTimeField()


class KnownDevice(models.Model):
    """A browser in which this account has signed in before, known by a random cookie. Only its digest is kept."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)
    first_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "digest"], name="device_known_once")]


class AccountInvitation(GuardedModel):
    """A way in for someone who works in the area: a link to their address and a number told to them in person.

    Both are kept as digests. It is used once, for a week, and dies after five wrong numbers.
    """

    child_path = None
    guarded_by: ClassVar = (Permission.STANDING_READ,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    email = EncryptedText()
    token_digest = models.CharField(max_length=64, unique=True)
    number_digest = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["person"], name="account_invitations_of")]

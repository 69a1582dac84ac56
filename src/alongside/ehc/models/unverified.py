"""A request that somebody made without an account: not yet known from whom, or about which child."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.ehc.choices import AskedBy, UnverifiedState
from alongside.ehc.models.cases import Case
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.platform.encryption import EncryptedText


class UnverifiedRequest(GuardedModel):
    """What somebody wrote on the open page. The clock runs from `received_at`, whoever they turn out to be.

    It is tied to no child before the council has confirmed who asks; so a narrowing decides who reads it.
    """

    child_path = None
    guarded_by: ClassVar = (Permission.CASE_KEEP,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=12, unique=True)
    state = models.CharField(max_length=10, choices=UnverifiedState, default=UnverifiedState.WAITING)
    asked_by = models.CharField(max_length=12, choices=AskedBy)
    given_name = models.CharField(max_length=100)
    family_name = models.CharField(max_length=100)
    email = EncryptedText()
    telephone = EncryptedText(blank=True, default="")
    language = models.CharField(max_length=12, default="en")
    child_given_name = models.CharField(max_length=100)
    child_family_name = models.CharField(max_length=100)
    child_born_on = models.DateField()
    setting_name = models.CharField(max_length=200, blank=True, default="")
    words = models.TextField()
    received_at = models.DateTimeField()
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    person_name = models.CharField(max_length=200, blank=True, default="", help_text="who of the team has it")
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_words = models.CharField(max_length=1000, blank=True, default="")
    settled_by_name = models.CharField(max_length=200, blank=True, default="")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["council", "state", "received_at"], name="unverified_of_council")]
        constraints = [
            models.CheckConstraint(condition=~Q(words=""), name="unverified_says_why"),
            models.CheckConstraint(
                condition=Q(state="waiting") | (~Q(settled_words="") & ~Q(settled_by_name="")),
                name="settled_says_how_and_by_whom",
            ),
        ]

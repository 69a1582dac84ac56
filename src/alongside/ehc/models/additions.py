"""What a setting or a family adds to a request while the council decides."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.ehc.models.cases import Case
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person


class CaseAddition(GuardedModel):
    """Words that somebody sends after a request, as evidence. What one home adds is theirs and the council's to read;
    what a setting adds, the family reads too. It is never changed: whoever sees more adds more."""

    guarded_by: ClassVar = (Permission.CASE_READ, Permission.CASE_ASK, Permission.CASE_KEEP)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    by_name = models.CharField(max_length=200)
    whose = models.CharField(max_length=200, help_text="the setting, or the person of the family")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["case", "at"], name="additions_of_a_case")]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="addition_says_something")]

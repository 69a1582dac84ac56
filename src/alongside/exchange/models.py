"""An import: the file's rows, the changes they would make, what was decided, and how to take it back."""

from typing import ClassVar

from django.db import models

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.exchange.choices import ChangeKind, ImportState
from alongside.kernel.ids import new_id
from alongside.organisations.models import Organisation
from alongside.people.models import Person
from alongside.platform.encryption import EncryptedText


class Import(GuardedModel):
    """One file brought to one setting by one person."""

    child_path = None
    guarded_by: ClassVar = (Permission.PUPILS_IMPORT,)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    started_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, default="", help_text="in which the person brought it")
    file_name = models.CharField(max_length=120)
    file_digest = models.CharField(max_length=64)
    store_key = models.CharField(max_length=80)
    kind = models.CharField(max_length=8)
    state = models.CharField(max_length=10, choices=ImportState)
    mapping = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    refusal = models.CharField(max_length=600, blank=True, default="")
    progress = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()
    committed_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["organisation", "-created_at"], name="imports_of_setting")]


class ProposedChange(GuardedModel):
    """What one row of the file would change, beside what is held."""

    child_path = None
    guarded_by: ClassVar = (Permission.PUPILS_IMPORT,)

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="+")
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=ChangeKind)
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    row = models.JSONField(default=dict)
    held = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    private = EncryptedText(blank=True, default="", help_text="numbers, contacts and addresses of the row")
    accepted = models.BooleanField(default=True)
    new_child_id = models.UUIDField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["batch", "kind", "line"], name="changes_of_import")]


class SavedMapping(models.Model):
    """Which columns a setting's files have, as corrected by a person; remembered for the next file."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    header_key = models.CharField(max_length=120)
    field = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "header_key"], name="one_meaning_a_column")
        ]

    def __str__(self) -> str:
        return f"{self.header_key} means {self.field}"

"""Three records that are never mixed: what the user sees as history lives with its subject; audit and access here.

The rows carry plain identifiers, not foreign keys: they outlive what they speak of.
Triggers on both databases refuse any change to them (see `triggers.py`).
"""

from django.db import models


class AuditEntry(models.Model):
    """Who changed what, on whose behalf, when and why. One row for each thing an operation did."""

    at = models.DateTimeField()
    verb = models.CharField(max_length=60)
    actor_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=30)
    organisation_id = models.UUIDField(null=True)
    on_behalf_of_id = models.UUIDField(null=True)
    child_id = models.UUIDField(null=True)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.CharField(max_length=40)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["child_id", "-id"], name="audit_of_child"),
            models.Index(fields=["subject_kind", "subject_id"], name="audit_of_subject"),
        ]


class AccessEntry(models.Model):
    """Who opened which child's record, in which role, under which permission. Families can read it."""

    at = models.DateTimeField()
    child_id = models.UUIDField()
    actor_id = models.UUIDField(null=True)
    actor_role = models.CharField(max_length=30)
    organisation_id = models.UUIDField(null=True)
    permission = models.CharField(max_length=40)

    class Meta:
        indexes = [models.Index(fields=["child_id", "-id"], name="access_to_child")]


class Seal(models.Model):
    """A digest over all audit entries up to one, chained to the seal before, so that rewriting shows."""

    sealed_at = models.DateTimeField()
    first_entry = models.BigIntegerField()
    last_entry = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)

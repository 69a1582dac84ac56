"""Stored files, photograph permissions, and renditions kept by digest."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from alongside.access.guarded import GuardedModel
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.documents.choices import PictureKind
from alongside.kernel.ids import new_id
from alongside.people.models import Person


class StoredFile(GuardedModel):
    """A file about a child. The name in the store is random; the bytes are found only through this row."""

    guarded_by: ClassVar = tuple(Permission)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=20)
    picture_kind = models.CharField(max_length=6, choices=PictureKind, blank=True, default="")
    description = models.CharField(max_length=200, blank=True, default="")
    store_key = models.CharField(max_length=80)
    media_type = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        indexes = [models.Index(fields=["child", "purpose"], name="files_of_child")]


class PhotoPermission(GuardedModel):
    """A parent's recorded permission to use photographs of a child under 16; it can be withdrawn (O14)."""

    guarded_by: ClassVar = (Permission.PHOTO_PERMIT, Permission.PICTURE_CHANGE, Permission.PLAN_READ)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    given_by_name = models.CharField(max_length=200)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["child", "given_by"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_live_photo_permission_each",
            )
        ]


class Rendition(GuardedModel):
    """A document rendered once from content with this digest, and never again."""

    guarded_by: ClassVar = (
        Permission.PLAN_READ, Permission.PLAN_PRINT, Permission.PASSPORT_READ, Permission.CASE_READ,
        Permission.EHCPLAN_READ, Permission.CONSULTATION_ANSWER,
        Permission.ANNUAL_READ,
    )  # fmt: skip

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    content_digest = models.CharField(max_length=64)
    format = models.CharField(max_length=12)
    store_key = models.CharField(max_length=80)
    bytes_digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta(GuardedModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["child", "content_digest", "format"], name="one_rendition_each_format"
            )
        ]

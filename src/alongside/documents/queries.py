"""Files about a child, reached through the gate."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.children.queries import ChildCard
from alongside.documents.models import PhotoPermission, Rendition, StoredFile
from alongside.platform import files
from alongside.rendering.formats import Format
from alongside.rendering.model import Picture


@dataclass(frozen=True)
class FileView:
    """A stored file: what it is, and where its bytes are."""

    id: UUID
    media_type: str
    description: str
    picture_kind: str
    store_key: str
    digest: str


def file_of(
    actor: Actor, child_id: UUID, file_id: UUID, permission: Permission, purpose: str = ""
) -> FileView | None:
    """A file about a child, kept for a purpose where one is given; None when absent, ended, or not for this actor."""
    rows = StoredFile.objects.permitting(actor, permission, child_id)
    rows = rows.filter(purpose=purpose) if purpose else rows
    row = rows.filter(pk=file_id, child_id=child_id, ended_at__isnull=True).first()
    if row is None:
        return None
    return FileView(row.id, row.media_type, row.description, row.picture_kind, row.store_key, row.digest)


def picture_of(actor: Actor, child_id: UUID, file_id: UUID) -> FileView | None:
    """The picture on a child's cover; no other kind of file is read under the permission to know the child."""
    return file_of(actor, child_id, file_id, Permission.CHILD_READ, purpose="picture")


def picture_for_documents(actor: Actor, child: ChildCard) -> Picture | None:
    """The child's picture as a document carries it; None when there is none."""
    if child.picture_id is None:
        return None
    found = file_of(actor, child.id, child.picture_id, Permission.CHILD_READ)
    if found is None:
        return None
    words = found.description or f"The picture {child.called} chose"
    return Picture(files.get(found.store_key, found.digest), found.media_type, words, width_mm=45)


@dataclass(frozen=True)
class PhotoPermissionView:
    """A parent's permission to use photographs."""

    given_by_id: UUID
    given_by_name: str
    given_at: datetime


def photo_permissions(actor: Actor, child_id: UUID) -> list[PhotoPermissionView]:
    """The live permissions to use photographs of a child."""
    rows = PhotoPermission.objects.permitting(actor, Permission.PLAN_READ)
    rows = rows.filter(child_id=child_id, withdrawn_at__isnull=True).order_by("given_at")
    return [PhotoPermissionView(row.given_by_id, row.given_by_name, row.given_at) for row in rows]


def kept_rendition(
    actor: Actor, child_id: UUID, content_digest: str, form: Format, permission: Permission
) -> bytes | None:
    """The bytes made earlier from content with this digest; None when nobody has asked for this format yet."""
    rows = Rendition.objects.permitting(actor, permission)
    row = rows.filter(child_id=child_id, content_digest=content_digest, format=form).first()
    return files.get(row.store_key, row.bytes_digest) if row else None

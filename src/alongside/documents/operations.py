"""Choosing the picture on the cover, permission to use photographs, and documents rendered once and kept."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from alongside.access.actor import Actor
from alongside.access.operation import operation
from alongside.access.policy import Permission
from alongside.children.models import Child
from alongside.children.operations import NOT_FOUND, set_picture
from alongside.children.queries import card
from alongside.documents.choices import PictureKind
from alongside.documents.models import PhotoPermission, Rendition, StoredFile
from alongside.documents.queries import kept_rendition
from alongside.documents.rules import DECIDES_ALONE_FROM, may_use_picture
from alongside.kernel.length import at_most
from alongside.kernel.refusal import Refusal
from alongside.kernel.text import clean
from alongside.platform import files, images
from alongside.rendering.formats import Format, render
from alongside.rendering.kept_back import is_keeping_back
from alongside.rendering.model import Document


@at_most(200, "description")
def change_picture(  # noqa: PLR0913 - the picture, what it is, who said yes
    actor: Actor,
    child_id: UUID,
    upload: bytes,
    kind: PictureKind,
    now: datetime,
    *,
    description: str = "",
    child_agrees: bool = False,
) -> StoredFile | Refusal:
    """Put a picture of the child's choice on the cover; it is redrawn without anything hidden in it.

    Refuses what is not a picture, and a photograph without the permissions it needs.
    """
    redrawn = images.read_picture(upload)
    if isinstance(redrawn, Refusal):
        return redrawn
    with operation(actor, Permission.PICTURE_CHANGE, now) as unit:
        child = Child.objects.permitting(actor, Permission.PICTURE_CHANGE).filter(pk=child_id).first()
        if child is None:
            return NOT_FOUND
        permitted = _permissions(actor, child_id, Permission.PICTURE_CHANGE).exists()
        age = card(child, actor.on).age
        is_photo = kind == PictureKind.PHOTO_OF_CHILD
        refusal = may_use_picture(
            is_photo=is_photo, age=age, parent_permits=permitted, child_agrees=child_agrees
        )
        if refusal:
            return refusal
        stored = files.keep(redrawn.content, redrawn.kind)
        row = StoredFile(
            child=child, purpose="picture", picture_kind=kind, description=clean(description), store_key=stored.key,
            media_type=redrawn.kind, digest=stored.digest, size=stored.size, added_by_id=actor.person_id, added_at=now,
        )  # fmt: skip
        row.save(force_insert=True)
        _end_picture(actor, child, Permission.PICTURE_CHANGE, now)
        set_picture(actor, child, row.id, now)
        unit.record("picture.chosen", row, child_id=child_id, after={"kind": kind})
        return row


@dataclass(frozen=True)
class NewPicture:
    """A picture that was drawn again already, what it shows, and whether the child said yes to it."""

    drawn: images.Picture
    kind: PictureKind
    description: str = ""
    child_agrees: bool = False


@at_most(200, "new.description")
def keep_picture(
    actor: Actor, child: Child, new: NewPicture, purpose: str, now: datetime
) -> StoredFile | Refusal:
    """Keep a picture about a child under a purpose of its own, inside the caller's operation.

    Refuses a photograph of the child without the permissions it needs (O14).
    """
    refusal = may_use_picture(
        is_photo=new.kind == PictureKind.PHOTO_OF_CHILD,
        age=card(child, actor.on).age,
        parent_permits=_permissions(actor, child.id, Permission.PLAN_READ).exists(),
        child_agrees=new.child_agrees,
    )
    if refusal:
        return refusal
    stored = files.keep(new.drawn.content, new.drawn.kind)
    row = StoredFile(
        child=child, purpose=purpose, picture_kind=new.kind, description=clean(new.description), store_key=stored.key,
        media_type=new.drawn.kind, digest=stored.digest, size=stored.size, added_by_id=actor.person_id, added_at=now,
    )  # fmt: skip
    row.save(force_insert=True)
    return row


def take_picture_down(actor: Actor, child_id: UUID, now: datetime) -> StoredFile | Refusal:
    """Take the picture off the cover; the child's initials stand there until another is chosen."""
    with operation(actor, Permission.PICTURE_CHANGE, now) as unit:
        child = Child.objects.permitting(actor, Permission.PICTURE_CHANGE).filter(pk=child_id).first()
        row = _end_picture(actor, child, Permission.PICTURE_CHANGE, now) if child else None
        if child is None or row is None:
            return NOT_FOUND
        set_picture(actor, child, None, now)
        unit.record("picture.taken_down", row, child_id=child_id)
        return row


def _end_picture(actor: Actor, child: Child, permission: Permission, now: datetime) -> StoredFile | None:
    """End the picture that was on the cover, so that its old address shows it to nobody; inside an operation."""
    if child.picture_id is None:
        return None
    rows = StoredFile.objects.permitting(actor, permission).filter(pk=child.picture_id, ended_at__isnull=True)
    row: StoredFile | None = rows.first()
    if row:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
    return row


def _permissions(actor: Actor, child_id: UUID, permission: Permission) -> QuerySet:
    rows = PhotoPermission.objects.permitting(actor, permission)
    return rows.filter(child_id=child_id, withdrawn_at__isnull=True)


def permit_photos(actor: Actor, child_id: UUID, now: datetime) -> PhotoPermission | Refusal:
    """A parent allows photographs of their child in the plan; saying it twice changes nothing."""
    with operation(actor, Permission.PHOTO_PERMIT, now) as unit:
        child = Child.objects.permitting(actor, Permission.PHOTO_PERMIT).filter(pk=child_id).first()
        if child is None:
            return NOT_FOUND
        held = (
            _permissions(actor, child_id, Permission.PHOTO_PERMIT).filter(given_by_id=actor.person_id).first()
        )
        if held:
            return held
        row = PhotoPermission(
            child=child, given_by_id=actor.person_id, given_by_name=actor.name, given_at=now
        )
        row.save(force_insert=True)
        unit.record("photos.permitted", row, child_id=child_id)
        return row


def withdraw_photos(actor: Actor, child_id: UUID, now: datetime) -> Refusal | None:
    """A parent takes their permission back.

    With none left, a photograph of a child under 16 comes off the cover at once; from 16 it is the young person's.
    """
    with operation(actor, Permission.PHOTO_PERMIT, now) as unit:
        child = Child.objects.permitting(actor, Permission.PHOTO_PERMIT).filter(pk=child_id).first()
        if child is None:
            return NOT_FOUND
        live = _permissions(actor, child_id, Permission.PHOTO_PERMIT)
        for row in live.filter(given_by_id=actor.person_id):
            row.withdrawn_at = now
            row.save(update_fields=["withdrawn_at"])
            unit.record("photos.withdrawn", row, child_id=child_id)
        if not live.exists() and card(child, actor.on).age < DECIDES_ALONE_FROM:
            _take_photo_down(actor, child, now)
        return None


def _take_photo_down(actor: Actor, child: Child, now: datetime) -> None:
    rows = StoredFile.objects.permitting(actor, Permission.PHOTO_PERMIT)
    if not rows.filter(pk=child.picture_id, picture_kind=PictureKind.PHOTO_OF_CHILD).exists():
        return
    _end_picture(actor, child, Permission.PHOTO_PERMIT, now)
    set_picture(actor, child, None, now)


@dataclass(frozen=True)
class Frozen:
    """A document that no longer changes, and the digest it is known by."""

    document: Document
    digest: str


def rendered_once(
    actor: Actor, child_id: UUID, frozen: Frozen, form: Format, permission: Permission, now: datetime
) -> bytes:
    """A frozen document in a format: rendered the first time somebody asks, the same bytes ever after.

    Raises `files.Changed` when the kept bytes are no longer those that were kept.
    """
    if is_keeping_back():
        return render(frozen.document, form)
    found = kept_rendition(actor, child_id, frozen.digest, form, permission)
    if found is not None:
        return found
    content = render(frozen.document, form)
    stored = files.keep(content, form.media_type)
    try:
        with transaction.atomic(), operation(actor, permission, now) as unit:
            row = Rendition(
                child_id=child_id, content_digest=frozen.digest, format=form, store_key=stored.key,
                bytes_digest=stored.digest, made_at=now,
            )  # fmt: skip
            row.save(force_insert=True)
            unit.record(
                "rendition.kept", row, child_id=child_id, after={"format": form, "digest": stored.digest}
            )
    except IntegrityError:
        # Somebody asked at the same moment and was first; everybody gets theirs.
        files.discard(stored.key)
        return kept_rendition(actor, child_id, frozen.digest, form, permission) or content
    return content

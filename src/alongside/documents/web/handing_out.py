"""Documents as files to save: made anew, or drawn once and kept."""

from uuid import UUID

from django.http import HttpResponse

from alongside.access.actor import Actor
from alongside.access.policy import Permission
from alongside.documents.operations import Frozen, rendered_once
from alongside.platform.clock import now
from alongside.platform.web.downloads import as_download
from alongside.rendering.formats import Format, render
from alongside.rendering.model import Document


def as_file(content: bytes, name: str, form: Format) -> HttpResponse:
    """A drawn document to save. Large print says so in its name: both may lie in one folder."""
    large = "-large-print" if form is Format.LARGE_PRINT else ""
    return as_download(content, f"{name}{large}.{form.extension}", form.media_type)


def made_anew(document: Document, name: str, form: Format) -> HttpResponse:
    """What a document says today, to save."""
    return as_file(render(document, form), name, form)


def drawn_once(
    actor: Actor, child_id: UUID, frozen: Frozen, name: str, form: Format, permission: Permission
) -> HttpResponse:
    """What went out, to save: the same bytes for everybody, each time."""
    return as_file(rendered_once(actor, child_id, frozen, form, permission, now()), name, form)

"""A document drawn into a page: the same markup each time, so that its digest proves what was on the screen."""

import hashlib
from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.children.queries import child_card
from alongside.plans.queries import VersionView, plan_version
from alongside.platform.web.downloads import as_picture
from alongside.rendering.model import Block, Columns, Document, KeepTogether, Picture
from alongside.rendering.web import to_html


def shown(version: VersionView) -> str:
    """The frozen version as part of a page; its pictures come from the version itself."""

    def address(picture: Picture) -> str:
        return reverse("plans:version_picture", args=[version.child_id, version.number, _digest(picture)])

    return to_html(version.document, title_level=2, picture_url=address)


def digest_shown(html: str) -> str:
    """SHA-256 of the markup that was displayed."""
    return hashlib.sha256(html.encode()).hexdigest()


def _digest(picture: Picture) -> str:
    return hashlib.sha256(picture.data).hexdigest()


def pictures(blocks: tuple[Block, ...]) -> Iterator[Picture]:
    """Every picture of a document, in reading order."""
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        elif isinstance(block, KeepTogether):
            yield from pictures(block.blocks)
        elif isinstance(block, Columns):
            yield from pictures((*block.left, *block.right))


def picture_in(document: Document, digest: str) -> Picture | None:
    """The picture of a document with this digest."""
    return next((one for one in pictures(document.blocks) if _digest(one) == digest), None)


@needs(Permission.PLAN_READ)
def version_picture(request: HttpRequest, child_id: UUID, number: int, digest: str) -> HttpResponse:
    """A picture of a frozen version. The page that shows it was noted in the access log when it was opened."""
    actor = who_asks(request)
    if child_card(actor, child_id, Permission.PLAN_READ) is None:
        raise Http404
    version = plan_version(actor, child_id, number=number)
    picture = picture_in(version.document, digest) if version else None
    if picture is None or picture.media_type not in ("image/jpeg", "image/png"):
        raise Http404
    return as_picture(picture.data, picture.media_type)

"""Handing out the bytes of a picture, through the same gate as every page."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from alongside.access.policy import Permission
from alongside.access.routes import needs, who_asks
from alongside.documents.queries import picture_of
from alongside.platform import files
from alongside.platform.web.downloads import as_picture


@needs(Permission.CHILD_READ)
@require_safe
def file(request: HttpRequest, child_id: UUID, file_id: UUID) -> HttpResponse:
    """The picture on the child's cover, for those who may know the child. It is kept by no browser.

    The page that shows it has noted the look already.
    """
    found = picture_of(who_asks(request), child_id, file_id)
    if found is None:
        raise Http404
    response = as_picture(files.get(found.store_key, found.digest), found.media_type)
    response["Content-Disposition"] = "inline"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response

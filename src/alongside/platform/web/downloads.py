"""Handing a file to a browser so that it is saved, never run in our pages."""

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

_ALLOWED = re.compile(r"[^\w .,()'-]", re.UNICODE)
_PICTURES = {"image/jpeg", "image/png"}


def as_download(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to save, under a name that cannot leave the folder it is saved in (RFC 6266)."""
    response = _sealed(content, kind)
    safe = _ALLOWED.sub("", name).strip(". ")[:120] or "file"
    response["Content-Disposition"] = content_disposition_header(True, safe) or "attachment"
    return response


def as_picture(content: bytes, kind: str) -> HttpResponse:
    """A picture this product drew again itself (platform.images), to show in a page."""
    if kind not in _PICTURES:
        raise ValueError("only pictures that were drawn again are shown in a page")
    return _sealed(content, kind)


def _sealed(content: bytes, kind: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox; frame-ancestors 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    return response

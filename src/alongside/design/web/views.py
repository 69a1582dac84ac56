"""The component gallery, for those who write pages and those who check them, and the council's own colour."""

from django.http import HttpRequest, HttpResponse

from alongside.access.routes import public
from alongside.design.brand import accent_sheet, brand
from alongside.design.page import page
from alongside.design.web.forms import WRONG_ANSWERS, GalleryForm
from alongside.design.web.pages import GalleryPage


@public("Shows components with made-up content, no records")
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component and state on one page."""
    content = GalleryPage(form=GalleryForm(prefix="f"), wrong_form=GalleryForm(WRONG_ANSWERS))
    return page(request, "design/gallery.html", content, title="Component gallery")


@public("Holds the colour of the council, nothing about anyone")
def brand_sheet(request: HttpRequest) -> HttpResponse:
    """The style sheet that puts the council's accent colour in place of ours; empty when it has none."""
    accent = brand().accent
    response = HttpResponse(accent_sheet(accent) if accent else "", content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response

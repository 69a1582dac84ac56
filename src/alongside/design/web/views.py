"""The component gallery: every component in every state, for those who write pages and those who check them."""

from django.http import HttpRequest, HttpResponse

from alongside.access.routes import public
from alongside.design.page import page
from alongside.design.web.forms import WRONG_ANSWERS, GalleryForm
from alongside.design.web.pages import GalleryPage


@public("Shows components with made-up content, no records")
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component and state on one page."""
    content = GalleryPage(form=GalleryForm(prefix="f"), wrong_form=GalleryForm(WRONG_ANSWERS))
    return page(request, "design/gallery.html", content, title="Component gallery")

"""Pages go over the wire compressed: a long plan is a third of its size on a telephone's connection."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPages(GZipMiddleware):
    """Compress pages, and nothing that is compressed already: documents, pictures, fonts.

    The parent adds a random number of bytes to each answer, so that its length tells nothing about what it
    holds (the attack named BREACH); the session's cookie goes with no request that another site makes.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The response, compressed when it is a page and the browser can read it so."""
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)

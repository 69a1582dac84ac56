"""Response headers that hold for every page: what a browser may load, keep and tell others.

Source: ASVS 5.0 chapters 3.4 and 14.3. A view may set a stricter policy of its own (a download does);
this never overwrites one that is there.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

Answer = Callable[[HttpRequest], HttpResponse]

CONTENT_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "media-src 'self'",
        "manifest-src 'self'",
        "object-src 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
_NEVER_ASKED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer")
_ALSO_NOT = ("microphone", "midi", "payment", "usb", "browsing-topics", "serial", "bluetooth", "hid")

ALWAYS = {
    "Content-Security-Policy": CONTENT_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _NEVER_ASKED + _ALSO_NOT),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_SIGN_OUT_ROUTES = {"account_logout", "sign_out"}


class SecurityHeaders:
    """Outermost middleware, so that error pages and static files carry the headers as well."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        # Pages about a child must not come back from a shared computer's disk or back button.
        # Style sheets and fonts have set their own lifetime already.
        response.headers.setdefault("Cache-Control", "no-store, private")
        if _signed_out(request, response):
            response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response


def _signed_out(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this answer ended a session: the sign-out form was sent, or the session cookie removed."""
    cookie = response.cookies.get(settings.SESSION_COOKIE_NAME)
    if cookie is not None and cookie["max-age"] == 0:
        return True
    route = getattr(request.resolver_match, "url_name", None)
    return request.method == "POST" and route in _SIGN_OUT_ROUTES

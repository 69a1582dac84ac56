"""What every response carries."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from alongside.platform.headers import SecurityHeaders
from alongside.platform.web.downloads import as_download, as_picture


def answer(response: HttpResponse, request: HttpRequest | None = None) -> HttpResponse:
    request = request or RequestFactory().get("/anything")
    return SecurityHeaders(lambda _: response)(request)


def test_a_page_may_load_only_its_own_and_is_not_kept() -> None:
    headers = answer(HttpResponse("page")).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "data:" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["Cache-Control"] == "no-store, private"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


def test_what_a_view_has_set_stands() -> None:
    response = HttpResponse("p{}")
    response["Cache-Control"] = "max-age=300, public"
    assert answer(response).headers["Cache-Control"] == "max-age=300, public"


def test_signing_out_clears_the_browser() -> None:
    response = HttpResponse()
    response.delete_cookie("alongside_session")
    assert answer(response).headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in answer(HttpResponse()).headers


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "a\r\nX: y.pdf", "CON\u202egnp.exe", "", "é" * 300, "Żółw.pdf"]
)
def test_a_download_cannot_choose_where_it_lands(name: str) -> None:
    response = answer(as_download(b"x", name, "application/pdf"))
    header = response.headers["Content-Disposition"]
    assert header.startswith("attachment")
    assert not set("/\\\r\n\u202e") & set(header.replace("attachment;", ""))
    assert (
        response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    )


def test_only_pictures_drawn_again_are_shown_in_a_page() -> None:
    with pytest.raises(ValueError, match="drawn again"):
        as_picture(b"<svg/>", "image/svg+xml")

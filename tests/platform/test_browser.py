"""The browser fixtures find what they are there to find."""

import pytest
from playwright.sync_api import Page

from tests.browser import AXE, Watch, axe, fits, small_targets

pytestmark = pytest.mark.browser
GOOD = """<!doctype html><html lang="en-GB"><head><title>Good</title></head>
<body><main><h1>A page</h1><p>Some words.</p><button style="width:44px;height:44px">Go</button></main></body></html>"""
BAD = """<!doctype html><html><head></head><body><img src=""><div style="width:900px">wide</div>
<button style="width:10px;height:10px"></button></body></html>"""


def test_a_good_page_passes(desktop: Page) -> None:
    desktop.goto("/health/live")
    desktop.set_content(GOOD)
    axe(desktop)
    fits(desktop)
    assert small_targets(desktop) == []
    assert desktop.viewport_size == {"width": 1280, "height": 900}


def test_a_bad_page_fails(phone: Page) -> None:
    phone.goto("/health/live")
    phone.set_content(BAD)
    with pytest.raises(AssertionError, match="html-has-lang"):
        axe(phone)
    with pytest.raises(AssertionError, match="does not fit 320 px"):
        fits(phone)
    assert len(small_targets(phone)) == 1


def test_a_page_without_scripts_can_be_measured(without_javascript: Page) -> None:
    without_javascript.goto("/health/live")
    with pytest.raises(AssertionError, match="does not fit 320 px"):
        without_javascript.set_content(BAD)
        fits(without_javascript)


def test_faults_are_seen(new_context: object, live_server: object) -> None:
    page = new_context(base_url=live_server.url).new_page()
    watch = Watch(page)
    page.goto("/health/live")
    assert watch.faults == []
    page.evaluate(
        "() => { const s = document.createElement('script'); s.text = '1'; document.body.append(s); }"
    )
    page.evaluate("() => fetch('http://elsewhere.example/').catch(() => {})")
    with page.expect_event("pageerror"):
        page.evaluate("() => { setTimeout(() => { throw new Error('broken') }, 0) }")
    seen = "\n".join(watch.faults)
    for word in ("Content Security Policy", "elsewhere.example", "broken"):
        assert word in seen


def test_the_browser_reaches_this_machine_only(desktop: Page) -> None:
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        desktop.context.new_page().goto("https://example.com/")


def test_axe_is_there() -> None:
    assert AXE.exists(), "run make assets"

"""A real browser for the tests: pages at phone and desktop width, and what every page must pass.

`desktop`, `phone` and `without_javascript` are pages with nothing loaded; `page_at(path)` joins a path to
the server. Each fails its test when a script breaks, a policy is violated, or anything but this machine
is asked for anything.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Response, expect

ROOT = Path(__file__).resolve().parent.parent
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
LEAST_TARGET = 24  # WCAG 2.2, 2.5.8
PATIENCE = 90_000
"""Thousandths of a second; what is not there by then is not there, however busy the machine is."""
expect.set_options(timeout=PATIENCE)
PROGRAMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The first that is here is used. The same engine without windows needs a little over half the time of the whole."""
LOOKED_AT_ALREADY = os.environ.get("ALONGSIDE_TESTS") == "database"
"""On the second database of a run pages are the same, letter by letter: axe and widths were asked on the first."""

NewContext = Callable[..., BrowserContext]


class Watch:
    """Listens to a page and remembers what must not happen. A page answered 404 may be what a test wants."""

    def __init__(self, page: Page) -> None:
        self.faults: list[str] = []
        self._refused: set[str] = set()
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("request", lambda request: self._asked(request.url))
        page.on("response", self._answered)

    def _asked(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https") and parts.hostname not in ("localhost", "127.0.0.1"):
            self.faults.append(f"asked {parts.hostname} for something")

    def _answered(self, response: Response) -> None:
        if response.status >= 400 and response.request.is_navigation_request():
            self._refused.add(response.url)
        if response.status >= 500:
            self.faults.append(f"{response.status} from {urlsplit(response.url).path}")

    def _console(self, message: ConsoleMessage) -> None:
        # A browser reports every page answered 404 as an error; those are what some tests are about.
        source = message.location.get("url", "")
        asked_by_itself = source.endswith("/favicon.ico")
        if message.type == "error" and source not in self._refused and not asked_by_itself:
            self.faults.append(f"console: {message.text}")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, object]:
    """Debian's Chromium, with no way out of this machine."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.fail("The browser tests need Chromium. Debian: apt-get install chromium-headless-shell")
    return {
        "executable_path": program,
        "args": [
            "--no-sandbox",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-gpu",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost",
        ],
    }


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, object]:
    """How every page is opened: in English, in London, with movement reduced."""
    return {"locale": "en-GB", "timezone_id": "Europe/London", "reduced_motion": "reduce"}


# A click returns when the browser begins to leave, not when it has arrived. The old page says that it is leaving.
SAYS_WHEN_IT_LEAVES = """
window.navigation?.addEventListener("navigate", event => {
    const away = !event.hashChange && event.downloadRequest === null && !event.destination.sameDocument;
    if (away) window.isLeaving = true;
});
"""


def arrived(page: Page) -> None:
    """Wait until the page that was asked for last is here, whole. Ask before looking at a page as it stands."""
    page.wait_for_function("() => !window.isLeaving && document.readyState === 'complete'")


def _page(new_context: NewContext, **arguments: object) -> Iterator[Page]:
    page = new_context(**arguments).new_page()
    page.add_init_script(SAYS_WHEN_IT_LEAVES)
    page.set_default_timeout(PATIENCE)
    watch = Watch(page)
    yield page
    page.context.close()
    assert not watch.faults, "\n".join(watch.faults)


@pytest.fixture
def desktop(new_context: NewContext, live_server: object) -> Iterator[Page]:
    """A page at desktop width."""
    yield from _page(new_context, viewport=DESKTOP, base_url=live_server.url)


@pytest.fixture
def phone(new_context: NewContext, live_server: object) -> Iterator[Page]:
    """A page on a phone, with touch."""
    yield from _page(new_context, viewport=PHONE, has_touch=True, is_mobile=True, base_url=live_server.url)


@pytest.fixture
def without_javascript(new_context: NewContext, live_server: object) -> Iterator[Page]:
    """A page at desktop width that runs no scripts."""
    yield from _page(new_context, viewport=DESKTOP, java_script_enabled=False, base_url=live_server.url)


@pytest.fixture
def forced_colours(new_context: NewContext, live_server: object) -> Iterator[Page]:
    """A page in the colours its reader has forced on it."""
    yield from _page(new_context, viewport=DESKTOP, forced_colors="active", base_url=live_server.url)


def axe(page: Page) -> None:
    """Fail when axe finds anything on the page as it stands (WCAG 2.2 A and AA, and best practice).

    Axe is itself a script that waits: on `without_javascript` it would wait for ever.
    """
    arrived(page)
    if LOOKED_AT_ALREADY:
        return
    page.evaluate(AXE.read_text())
    options = {"runOnly": {"type": "tag", "values": AXE_TAGS}, "resultTypes": ["violations"]}
    found = page.evaluate(f"() => axe.run(document, {json.dumps(options)}).then(result => result.violations)")
    lines = [
        f"{each['id']}: {each['help']}\n    {node['html'][:200]}\n    {node['failureSummary'][:300]}"
        for each in found
        for node in each["nodes"]
    ]
    assert not lines, f"axe at {urlsplit(page.url).path}:\n" + "\n".join(lines)


def fits(page: Page, width: int = 320) -> None:
    """Fail when the page scrolls sideways at this width (WCAG 1.4.10); names what sticks out."""
    arrived(page)
    if LOOKED_AT_ALREADY:
        return
    before = page.viewport_size or DESKTOP
    page.set_viewport_size({"width": width, "height": 640})
    wide = page.evaluate(
        """width => {
            if (document.documentElement.scrollWidth <= width) return [];
            const scrolls = e => e && (getComputedStyle(e).overflowX !== 'visible' || scrolls(e.parentElement));
            return [...document.body.querySelectorAll('*')]
                .filter(e => e.getBoundingClientRect().right > width + 1 && !scrolls(e.parentElement))
                .slice(0, 5).map(e => e.outerHTML.slice(0, 160))
                .concat(['the page is ' + document.documentElement.scrollWidth + ' wide']);
        }""",
        width,
    )
    page.set_viewport_size(before)
    assert not wide, f"{urlsplit(page.url).path} does not fit {width} px:\n" + "\n".join(wide)


def small_targets(page: Page) -> list[str]:
    """Controls smaller than 24 by 24 that are not links in a sentence (WCAG 2.5.8)."""
    return page.evaluate(
        """least => [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, summary')]
            .filter(e => e.checkVisibility() && getComputedStyle(e).display !== 'inline')
            .filter(e => !e.closest('.govuk-skip-link, [class*=visually-hidden]'))
            .map(e => [e, e.getBoundingClientRect()])
            .filter(([_, r]) => r.width && (r.width < least || r.height < least))
            .map(([e, _]) => e.outerHTML.slice(0, 160))""",
        LEAST_TARGET,
    )


def weight(page: Page, path: str) -> int:
    """How many bytes a first visit to the page brings over the wire."""
    sizes: list[int] = []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return sum(sizes)


def walk_by_keyboard(page: Page, most: int = 60) -> list[str]:
    """The names of what receives focus, in order, when pressing Tab from the top of the page."""
    names: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        name = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (e === document.body) return '';
                const label = e.getAttribute('aria-label') || e.labels?.[0]?.innerText;
                return (label || e.innerText || e.name || e.tagName).trim();
            }"""
        )
        if not name or (names and name == names[0] and len(names) > 1):
            break
        names.append(name)
    return names

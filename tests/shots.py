"""`make shots`: start the demo area on an empty database, and take the pictures that the README shows.

Everything happens in a temporary folder: the data of this machine's own installation is not touched.
"""

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser import DESKTOP, PHONE

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
CHILDREN = 120
MOST_BYTES = 150_000
_PATIENCE = 180
_COLOURS = (256, 128, 64, 32)
COMPUTER = ViewportSize(width=DESKTOP["width"], height=DESKTOP["height"])
ON_PHONE = ViewportSize(width=PHONE["width"], height=1080)
TABLET = ViewportSize(width=900, height=1100)
TALL = ViewportSize(width=DESKTOP["width"], height=1240)


class Shot(NamedTuple):
    """A picture: its file, who is signed in (nobody if empty), where, how wide, and what to scroll to.

    A place that begins with a slash stands by itself; any other is a page about Amira.
    """

    file: str
    who: str
    place: str
    size: ViewportSize
    scroll_to: str = ""


SHOTS = (
    Shot("front-page", "", "/", COMPUTER),
    Shot("home-of-a-parent-phone", "nadia", "/home/", ON_PHONE),
    Shot("page-of-a-child", "amira", "my-page/", TABLET),
    Shot("one-topic-phone", "amira", "my-part/matters-to-me/?ask=1", ON_PHONE, ".al-mine-topic"),
    Shot("plan-workspace", "whitcombe", "plan/", TALL),
    Shot("plan-to-read-phone", "nadia", "plan/read/", ON_PHONE, "#part-hopes"),
    Shot("passport", "osei", "passport/", TABLET),
    Shot("who-can-see", "nadia", "who/", TALL),
    Shot("child-page", "whitcombe", "", TALL),
    Shot("help-given", "nadia", "help/", TABLET),
    Shot("sharing-phone", "nadia", "sharing/", ON_PHONE),
    Shot("messages-phone", "nadia", "messages/", ON_PHONE),
    Shot("story-so-far", "nadia", "story/", TABLET),
    Shot("board", "whitcombe", "/board/", TALL),
    Shot("legal-dates", "caseworker", "/cases/", TALL),
)


def main() -> int:
    """Take every picture; the exit code."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with demo() as address, browser() as chromium:
        for shot in SHOTS:
            content = smaller(taken(chromium, address, shot))
            (FOLDER / f"{shot.file}.png").write_bytes(content)
            print(f"{shot.file}.png  {len(content) / 1000:.0f} KB", flush=True)
    return 0


@contextmanager
def demo() -> Iterator[str]:
    """The address of a demo area of its own, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="alongside-shots-") as folder:
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        environment = {**kept, "ALONGSIDE_VAR": folder}
        command = [sys.executable, "-m", "config.console"]
        port = free_port()
        subprocess.run([*command, "demo", "--children", str(CHILDREN)], cwd=ROOT, env=environment, check=True)
        serving = subprocess.Popen(
            [*command, "serve", "--demo", "--port", str(port), "--workers", "1"], cwd=ROOT, env=environment
        )
        try:
            address = f"http://localhost:{port}"
            wait_until_ready(address, serving)
            yield address
        finally:
            serving.terminate()
            serving.wait(timeout=30)


def free_port() -> int:
    """A port nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_ready(address: str, serving: subprocess.Popen[bytes]) -> None:
    """Come back when the server answers. Raises RuntimeError when it ended, or took too long."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and serving.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health/ready", timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError("The demo area did not start; its own words above say why.")


@contextmanager
def browser() -> Iterator[Browser]:
    """Chromium, for as long as the block lasts."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise RuntimeError("Screenshots need Chromium. Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


def taken(chromium: Browser, address: str, shot: Shot) -> bytes:
    """One picture, as PNG."""
    on_phone = shot.size is ON_PHONE
    context = chromium.new_context(
        base_url=address, viewport=shot.size, is_mobile=on_phone, has_touch=on_phone, locale="en-GB",
        timezone_id="Europe/London", reduced_motion="reduce", color_scheme="light",
    )  # fmt: skip
    page = context.new_page()
    open_as(page, shot)
    content = page.screenshot()
    context.close()
    return content


def open_as(page: Page, shot: Shot) -> None:
    """Sign in where somebody is to be signed in, and go where the picture is taken."""
    page.goto("/")
    if shot.who:
        page.locator(f"form:has(input[value='{shot.who}']) button").click()
        page.wait_for_url("**/home/")
    page.goto(shot.place if shot.place.startswith("/") else f"{amira(page)}{shot.place}")
    if shot.scroll_to:
        page.locator(shot.scroll_to).evaluate("element => element.scrollIntoView()")
    page.evaluate("() => document.fonts.ready.then(() => true)")
    page.wait_for_load_state("networkidle")


def amira(page: Page) -> str:
    """The address of Amira's page for whoever is signed in."""
    link = page.locator("main a[href^='/children/']", has_text="Amira").or_(
        page.locator("main a[href$='/my-page/']")
    )
    if not link.count():
        page.goto("/children/?name=Amira+Kowalska")
    href = link.first.get_attribute("href") or ""
    return "/".join(href.split("/")[:3]) + "/"


def smaller(content: bytes) -> bytes:
    """The picture with as many colours as keep it under the limit."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    for colours in _COLOURS:
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() < MOST_BYTES:
            break
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())

"""A real browser for tests: one Chromium for each process, and windows that are watched.

A page is good when axe finds nothing serious, no word of English shows, nothing is wider than the
screen, and the browser has nothing to complain of.
"""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page, Response

ROOT = Path(__file__).resolve().parents[1]
SHOTS = ROOT / "var" / "shots"
DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
NARROWEST = {"width": 320, "height": 640}
QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ENGLISH = re.compile(
    r"\b(None|null|undefined|NaN|Object|True|False|Error|Warning|Invalid|Required|This field"
    r"|Submit|Save|Cancel|Delete|Remove|Add|Edit|Search|Loading|Upload|Browse|Choose|Select"
    r"|Sign|Log ?in|Log ?out|Password|Username|Remember|Forgot|Account|Security|Authenticator"
    r"|Not found|Page|Home|Next|Previous|Back|Close|Open|Menu|Please|Your|the|your|you|is|are|of"
    r"|with|and|for)\b"
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
FETCHED = {"stylesheet", "script", "font", "image"}


@pytest.fixture(scope="session")
def chromium() -> "Iterator[Browser]":
    """The Chromium of the system."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("chromium-browser")
    args = [*QUIET, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    # Playwright keeps a loop in this thread, which Django would take for an asynchronous view
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=args)
        yield browser
        browser.close()


@dataclass
class Window:
    """A page of the browser, watched while it is used. `base` is the address of the site;
    `scripts`: whether it runs any, which axe needs."""

    page: "Page"
    base: str
    scripts: bool = True
    troubles: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script: {error}"))
        self.page.on("response", self._response)

    def open(self, path: str) -> None:
        """Go to an address of the site."""
        self.page.goto(path if path.startswith("http") else self.base + path)

    def look(self, name: str = "") -> None:
        """What is open now must be good, at the size of this window; with a `name` it is
        photographed at both sizes."""
        found = [*self.troubles, *english(self.page), *too_wide(self.page)]
        if self.scripts:
            found += axe(self.page)
        if name:
            shot(self.page, name)
        assert found == [], f"{self.page.url}: {found}"

    def _console(self, line: "ConsoleMessage") -> None:
        # what could not be fetched is told by `_response`, which knows whether that was wanted
        if line.type in ("error", "warning") and "Failed to load resource" not in line.text:
            self.troubles.append(f"console: {line.text}")

    def _response(self, response: "Response") -> None:
        wanted = 400 if response.request.resource_type in FETCHED else 500
        if response.status >= wanted:
            self.troubles.append(f"{response.status} {response.url}")


def shot(page: "Page", name: str) -> None:
    """Pictures of the whole page at both sizes, in var/shots; the window keeps its size."""
    for _ in at_each_size(page):
        picture(page, name)


def picture(page: "Page", name: str) -> None:
    """A picture of the whole page as wide as its window is now."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready.then(() => scrollTo(0, 0))")
    size = page.viewport_size or DESK
    path = SHOTS / f"{name}-{size['width']}x{size['height']}.png"
    page.screenshot(path=path, full_page=True)


def at_each_size(page: "Page", *sizes: dict[str, int]) -> Iterator[dict[str, int]]:
    """The window has each of these sizes in turn (else those of desk and phone), then its own."""
    own = page.viewport_size
    for size in sizes or (DESK, PHONE):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        yield size
    page.set_viewport_size(own)  # type: ignore[arg-type]


def axe(page: "Page") -> list[str]:
    """What axe calls serious or critical on the page, one line for each part."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(_axe_source())
    violations: list[dict[str, Any]] = page.evaluate(
        """(tags) => axe.run({ runOnly: tags, resultTypes: ["violations"], preload: false })
            .then((found) => found.violations)""",
        WCAG,
    )
    return [
        f"{each['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for each in violations
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def english(page: "Page") -> list[str]:
    """Words of English on the page: its text, and what its controls are called."""
    shown: str = page.evaluate(
        """[document.title, document.body.innerText, ...[...document.querySelectorAll('*')].flatMap(
            (e) => ['title', 'aria-label', 'placeholder', 'alt'].map((n) => e.getAttribute(n) || '')
        )].join('\\n')"""
    )
    return [f"English: {line.strip()}" for line in shown.splitlines() if ENGLISH.search(line)]


def too_wide(page: "Page") -> list[str]:
    """Whether the page scrolls sideways, and what sticks out."""
    wide: list[str] = page.evaluate(
        """() => {
            const width = document.documentElement.clientWidth;
            if (document.documentElement.scrollWidth <= width) return [];
            const out = [...document.body.querySelectorAll('*')].filter(
                (e) => e.getBoundingClientRect().right > width + 1);
            return out.slice(0, 3).map((e) => `wider than ${width}: ${e.outerHTML.slice(0, 120)}`);
        }"""
    )
    return wide


@cache
def _axe_source() -> str:
    return (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")

"""The gallery in a real browser: pictures to look at, and what axe finds."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.ui.conftest import SHOTS

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"


def look_for_trouble(page: Page, name: str) -> list[str]:
    """Takes a picture of a page; what axe calls serious, and whether it is wider than the screen."""
    width = page.viewport_size["width"]  # type: ignore[index]
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.evaluate("document.fonts.ready.then(() => scrollTo(0, 0))")
    page.screenshot(path=SHOTS / f"ui-{name}-{width}.png", full_page=True)
    page.evaluate(AXE.read_text("utf-8"))
    found = [
        f"{each['id']}: {node['html'][:160]}"
        for each in page.evaluate("axe.run()")["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth")
    return found if wide <= width else [*found, f"{wide} px wide on {width}"]


@pytest.mark.parametrize("path", ["mau", "mau-cong"])
def test_nothing_serious_stands_in_the_way_of_anyone(
    page: Page, gallery_url: str, path: str
) -> None:
    said: list[str] = []
    page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{gallery_url}/{path}/")
    assert look_for_trouble(page, path) == []
    assert said == []


@pytest.mark.parametrize("path", ["mau", "mau-cong"])
def test_pages_fit_the_narrowest_phone(chromium: Browser, gallery_url: str, path: str) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 640})
    page.goto(f"{gallery_url}/{path}/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.close()

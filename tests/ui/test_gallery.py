"""The gallery in a real browser: pictures to look at, and what axe finds."""

from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Page

from tests.ui.conftest import SHOTS

pytestmark = pytest.mark.browser

AXE = Path(settings.STATICFILES_DIRS[0][1]) / "axe" / "axe.min.js"


@pytest.mark.parametrize("path", ["mau", "mau-cong"])
def test_nothing_serious_stands_in_the_way_of_anyone(
    page: Page, gallery_url: str, path: str
) -> None:
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    page.goto(f"{gallery_url}/{path}/", wait_until="networkidle")
    width = page.viewport_size["width"]  # type: ignore[index]
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"ui-{path}-{width}.png", full_page=True)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run()")
    serious = [
        (each["id"], [node["html"][:120] for node in each["nodes"]])
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    assert serious == []
    assert troubles == []

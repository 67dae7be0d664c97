"""Whole stories in a real browser, all on one server with the sample province."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser import DESK, PHONE, Window
from tests.journeys.site import PASSWORD, Site, sample_site
from tests.personas import Persona

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

Somebody = Callable[..., Window]


@pytest.fixture(scope="session")
def site(database_server: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The server of all journeys."""
    with sample_site(tmp_path_factory.mktemp("site")) as site:
        yield site


@pytest.fixture
def somebody(chromium: "Browser", site: Site) -> Iterator[Somebody]:
    """Gives windows: `somebody(phone=True)` a citizen's, `somebody(MINH)` that of an officer who is
    signed in, `somebody(javascript=False, size=NARROWEST)`. At the end none may have had anything
    to complain of."""
    contexts: list[BrowserContext] = []
    windows: list[Window] = []

    def come(
        persona: Persona | None = None,
        *,
        phone: bool = False,
        javascript: bool = True,
        size: dict[str, int] | None = None,
    ) -> Window:
        context = chromium.new_context(
            storage_state=_state(chromium, site, persona) if persona else None,
            viewport=size or (PHONE if phone else DESK),  # type: ignore[arg-type]
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            is_mobile=phone,
            has_touch=phone,
            java_script_enabled=javascript,
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        windows.append(Window(context.new_page(), site.url, scripts=javascript))
        return windows[-1]

    yield come
    troubles = [trouble for window in windows for trouble in window.troubles]
    for context in contexts:
        with suppress(Exception):
            context.close()
    assert troubles == []


def sign_in(window: Window, persona: Persona) -> None:
    """Through the form, as the officer does it."""
    page = window.page
    page.get_by_label("Tên đăng nhập").fill(persona.username)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url("**/lam-viec/**")


def _state(chromium: "Browser", site: Site, persona: Persona) -> Any:
    """What a browser keeps after this officer signed in; each signs in once."""
    if persona.username not in site.signed_in:
        context = chromium.new_context(locale="vi-VN")
        window = Window(context.new_page(), site.url)
        window.open("/lam-viec/")
        sign_in(window, persona)
        site.signed_in[persona.username] = context.storage_state()
        context.close()
    return site.signed_in[persona.username]

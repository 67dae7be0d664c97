"""The pages of signing in and of "Tài khoản của tôi": in Vietnamese, in our look, fit for axe."""

import re
from html.parser import HTMLParser

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from playwright.sync_api import Page

from donthu.agencies.models import Officer
from tests.ui.test_gallery import look_for_trouble

pytestmark = [pytest.mark.database, pytest.mark.django_db, pytest.mark.urls("tests.ui.urls")]

PASSWORD = "mot-mat-khau-du-dai"
ENGLISH = re.compile(
    r"\b(the|your|you|please|are|is|of|sign|password|account|security|recovery|authenticator"
    r"|sessions|username|remember|add|remove|browser|forgot|enter)\b"
)
OUTSIDE = ("login/", "password/reset/", "password/reset/done/", "inactive/", "signup/")
MINE = (
    "password/change/",
    "2fa/",
    "2fa/totp/activate/",
    "2fa/webauthn/",
    "2fa/webauthn/add/",
    "sessions/",
    "email/",
    "logout/",
    "reauthenticate/",
)
WITH_TOTP = ("2fa/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/", "2fa/totp/deactivate/")


class _Words(HTMLParser):
    """The words a reader sees."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self.inside.append(tag)
        self.words += [value or "" for name, value in attrs if name in ("title", "aria-label")]

    def handle_endtag(self, tag: str) -> None:
        if self.inside and tag == self.inside[-1]:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.words.append(data)


def english_in(html: str) -> set[str]:
    reader = _Words()
    reader.feed(html)
    return set(ENGLISH.findall(" ".join(reader.words).lower()))


@pytest.fixture
def officer() -> Officer:
    return Officer.objects.create_user("nguyenthihoa", PASSWORD, full_name="Nguyễn Thị Hoa")


@pytest.fixture
def signed_in(officer: Officer) -> Client:
    """Signed in, and has just typed the password once more."""
    client = Client()
    client.post("/tai-khoan/login/", {"login": officer.username, "password": PASSWORD})
    client.post("/tai-khoan/reauthenticate/", {"password": PASSWORD})
    return client


def show(client: Client, path: str) -> str:
    answer = client.get(f"/tai-khoan/{path}")
    assert answer.status_code == 200, path
    html = answer.content.decode()
    assert "ui/tokens.css" in html, path
    return html


@pytest.mark.parametrize("path", OUTSIDE)
def test_whoever_is_not_signed_in_reads_vietnamese(path: str) -> None:
    assert english_in(show(Client(), path)) == set()


@pytest.mark.parametrize("path", MINE)
def test_an_officer_reads_vietnamese_about_the_account(signed_in: Client, path: str) -> None:
    assert english_in(show(signed_in, path)) == set()


def test_the_page_of_a_new_key_has_no_word_that_is_not_vietnamese(signed_in: Client) -> None:
    page = show(signed_in, "2fa/webauthn/add/")
    assert ">Tên khóa" in page
    assert "passkey" not in "".join(re.findall(r">([^<]*)<", page)).lower()
    assert ">Name" not in page


@pytest.mark.parametrize("path", WITH_TOTP)
def test_an_officer_with_a_second_factor_reads_vietnamese(
    officer: Officer, signed_in: Client, path: str
) -> None:
    TOTP.activate(officer, generate_totp_secret())
    RecoveryCodes.activate(officer)
    assert english_in(show(signed_in, path)) == set()


def test_the_second_factor_is_asked_for_in_vietnamese(officer: Officer) -> None:
    TOTP.activate(officer, generate_totp_secret())
    client = Client()
    answer = client.post(
        "/tai-khoan/login/", {"login": officer.username, "password": PASSWORD}, follow=True
    )
    html = answer.content.decode()
    assert "xác thực hai lớp" in html
    assert english_in(html) == set()


def test_a_wrong_password_is_refused_in_vietnamese(officer: Officer) -> None:
    answer = Client().post("/tai-khoan/login/", {"login": officer.username, "password": "sai"})
    html = answer.content.decode()
    assert "Tên đăng nhập hoặc mật khẩu không đúng." in html
    assert english_in(html) == set()


def test_a_weak_new_password_is_refused_in_vietnamese(signed_in: Client) -> None:
    weak = {"oldpassword": PASSWORD, "password1": "12345", "password2": "12345"}
    html = signed_in.post("/tai-khoan/password/change/", weak).content.decode()
    assert "field-error" in html
    assert english_in(html) == set()


@pytest.mark.browser
@pytest.mark.parametrize("path", ["login", "2fa"])
def test_nothing_serious_stands_in_the_way_of_signing_in(
    signed_in: Client, page: Page, gallery_url: str, path: str
) -> None:
    html = show(Client() if path == "login" else signed_in, f"{path}/")
    page.route(f"{gallery_url}/tai-khoan/", lambda route: route.fulfill(body=html))
    page.goto(f"{gallery_url}/tai-khoan/")
    assert look_for_trouble(page, f"tai-khoan-{path.replace('/', '-')}") == []

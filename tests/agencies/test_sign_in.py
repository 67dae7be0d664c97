"""Who may sign in with a password, and who is locked out."""

from typing import Any

import pytest
from allauth.mfa.totp.internal import auth as totp
from allauth.usersessions.models import UserSession
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from donthu.agencies.models import Officer
from donthu.law.grammar import Role
from donthu.ledger.book import events_of
from tests.agencies.made import make_officer, make_tree

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PASSWORD = "mat-khau-rat-dai-01"


@pytest.fixture
def officer() -> Officer:
    made = make_officer("btc.nl", make_tree()["btc"], Role.CLERK)
    made.set_password(PASSWORD)
    made.password_given = False
    made.save()
    return made


def sign_in(client: Client, password: str, login: str = "btc.nl", **more: Any) -> HttpResponse:
    given = {"login": login, "password": password}
    return client.post(reverse("account_login"), given, **more)  # type: ignore[return-value]


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_leads_to_the_worklist(client: Client, officer: Officer) -> None:
    answer = sign_in(client, PASSWORD)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/lam-viec/")
    assert [event.kind for event in events_of(f"officer:{officer.pk}")][-1] == "signed_in"


def test_capital_letters_of_the_username_do_not_matter(client: Client, officer: Officer) -> None:
    sign_in(client, PASSWORD, login="BTC.NL")
    assert signed_in(client)


def test_the_sixth_attempt_is_refused_even_with_the_right_password(
    client: Client, officer: Officer
) -> None:
    for _ in range(5):
        sign_in(client, "sai mat khau roi")
    answer = sign_in(client, PASSWORD)
    assert answer.status_code == 200
    assert not signed_in(client)
    kinds = [event.kind for event in events_of(f"officer:{officer.pk}")]
    assert kinds.count("sign_in_failed") == 5


@pytest.mark.parametrize(
    "evasion",
    [
        {"login": "Btc.NL"},
        {"login": " btc.nl "},
        {"HTTP_HOST": "testserver:8443"},
        {"HTTP_HOST": "localhost"},
        {"REMOTE_ADDR": "10.1.2.3"},
        {"HTTP_X_FORWARDED_FOR": "10.1.2.3"},
    ],
)
def test_no_other_spelling_host_or_address_gives_more_attempts(
    client: Client, officer: Officer, evasion: dict[str, str]
) -> None:
    for _ in range(5):
        sign_in(client, "sai mat khau roi")
    sign_in(client, PASSWORD, **evasion)
    assert not signed_in(client)


def test_others_are_not_locked_out_with_it(client: Client, officer: Officer) -> None:
    other = make_officer("btc.cv1", officer.memberships.get().agency, Role.HANDLER)
    other.set_password(PASSWORD)
    other.save()
    for _ in range(5):
        sign_in(client, "sai mat khau roi")
    sign_in(client, PASSWORD, login="btc.cv1")
    assert signed_in(client)


def test_attempts_are_counted_in_the_database_that_all_processes_share() -> None:
    assert isinstance(cache._connections[cache._alias], DatabaseCache)  # type: ignore[attr-defined]


def test_a_closed_account_does_not_get_in(client: Client, officer: Officer) -> None:
    officer.is_active = False
    officer.save()
    answer = sign_in(client, PASSWORD)
    assert answer.headers["Location"] == reverse("account_inactive")
    assert not signed_in(client)


def test_a_given_password_is_changed_first(client: Client, officer: Officer) -> None:
    officer.password_given = True
    officer.save()
    change = reverse("account_change_password")
    assert sign_in(client, PASSWORD).headers["Location"] == change

    new = "mot-mat-khau-khac-02"
    given = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert client.post(change, given).headers["Location"] == "/lam-viec/"
    officer.refresh_from_db()
    assert officer.check_password(new)
    assert not officer.password_given


@pytest.mark.parametrize("weak", ["ngan", "12345678901234567890", "1q2w3e4r5t6y7u8i9o0p"])
def test_a_weak_password_is_refused(client: Client, officer: Officer, weak: str) -> None:
    sign_in(client, PASSWORD)
    given = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
    client.post(reverse("account_change_password"), given)
    officer.refresh_from_db()
    assert officer.check_password(PASSWORD)


def test_with_a_second_factor_the_password_alone_is_not_enough(
    client: Client, officer: Officer
) -> None:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(officer, secret)
    assert sign_in(client, PASSWORD).headers["Location"] == reverse("mfa_authenticate")
    assert not signed_in(client)
    now = next(iter(totp.yield_hotp_counters_from_time()))
    right = totp.format_hotp_value(totp.hotp_value(secret, now))
    wrong = f"{(int(right) + 1) % 1_000_000:06}"
    client.post(reverse("mfa_authenticate"), {"code": wrong})
    assert not signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": right})
    assert signed_in(client)


def test_open_sessions_are_listed_and_the_others_can_be_ended(officer: Officer) -> None:
    office, home = Client(), Client()
    for browser in (office, home):
        sign_in(browser, PASSWORD)
        browser.get(reverse("account_change_password"))
    assert UserSession.objects.filter(user=officer).count() == 2
    office.post(reverse("usersessions_list"))
    assert signed_in(office)
    assert not signed_in(home)


def test_nobody_signs_up(client: Client, officer: Officer) -> None:
    given = {"username": "moi", "password1": PASSWORD, "password2": PASSWORD, "email": "m@x.vn"}
    client.post(reverse("account_signup"), given)
    assert Officer.objects.count() == 1

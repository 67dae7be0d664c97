"""The province's single sign-on lets in officers that exist, and nobody else."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from donthu.agencies.models import Officer
from donthu.law.grammar import Role
from tests.agencies.made import make_officer, make_tree
from tests.agencies.single_sign_on import SingleSignOn, running

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def sso(settings: Settings) -> Iterator[SingleSignOn]:
    with running() as started:
        app = {
            "provider_id": "sso",
            "name": "Đăng nhập một lần",
            "client_id": "donthu",
            "secret": "bi-mat",
            "settings": {"server_url": started.url},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
        yield started


@pytest.fixture
def officer() -> Officer:
    made = make_officer("btc.nl", make_tree()["btc"], Role.CLERK)
    made.email = "van.thu@btc.example"
    made.save()
    return made


def come_back(client: Client, sso: SingleSignOn, **claims: Any) -> str | None:
    """Goes through the sign-on as somebody with these claims; the primary key of who is in."""
    sso.claims = {"sub": "u-1"} | claims
    there = client.post(reverse("openid_connect_login", args=["sso"])).headers["Location"]
    state = parse_qs(urlparse(there).query)["state"][0]
    client.get(reverse("openid_connect_callback", args=["sso"]), {"code": "x", "state": state})
    signed_in: str | None = client.session.get("_auth_user_id")
    return signed_in


@pytest.mark.parametrize(
    "claims",
    [
        {"preferred_username": "BTC.nl"},
        {"email": "Van.Thu@btc.example", "email_verified": True},
    ],
)
def test_an_officer_is_known_by_username_or_verified_mail(
    client: Client, sso: SingleSignOn, officer: Officer, claims: dict[str, Any]
) -> None:
    assert come_back(client, sso, **claims) == str(officer.pk)


def test_once_known_the_identity_stays_the_officers(
    client: Client, sso: SingleSignOn, officer: Officer
) -> None:
    come_back(client, sso, preferred_username="btc.nl")
    other = Client()
    assert come_back(other, sso, preferred_username="ten.moi") == str(officer.pk)


@pytest.mark.parametrize(
    "claims",
    [
        {"preferred_username": "nguoi.la", "email": "la@btc.example", "email_verified": True},
        {"email": "van.thu@btc.example", "email_verified": False},
        {},
    ],
)
def test_whom_we_do_not_know_gets_no_account(
    client: Client, sso: SingleSignOn, officer: Officer, claims: dict[str, Any]
) -> None:
    assert come_back(client, sso, **claims) is None
    assert Officer.objects.count() == 1


def test_a_closed_account_stays_closed(client: Client, sso: SingleSignOn, officer: Officer) -> None:
    come_back(client, sso, preferred_username="btc.nl")
    officer.is_active = False
    officer.save()
    assert come_back(Client(), sso, preferred_username="btc.nl") is None

"""Tokens with which programs act for an officer."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from donthu.agencies.errors import NotPossible
from donthu.agencies.models import ApiToken
from donthu.agencies.tokens import make_token, officer_of_token, revoke_token
from donthu.law.grammar import Role
from donthu.ledger.book import events_of
from tests.agencies.made import NOW, make_officer, make_tree

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def officer() -> None:
    make_officer("btc.nl", make_tree()["btc"], Role.CLERK)


def test_a_token_names_its_officer_and_scope_until_it_expires() -> None:
    token = make_token("btc.nl", 2, "intake", at=NOW)
    known = officer_of_token(token, NOW)
    assert known is not None
    assert (known[0].username, known[1]) == ("btc.nl", "intake")
    assert officer_of_token(token, NOW + timedelta(days=2, seconds=-1)) is not None
    assert officer_of_token(token, NOW + timedelta(days=2)) is None
    assert officer_of_token(token + "x", NOW) is None
    assert officer_of_token("", NOW) is None


def test_the_token_itself_is_nowhere_in_the_database() -> None:
    token = make_token("btc.nl", 2, "full", at=NOW)
    row = ApiToken.objects.get()
    assert token.startswith(row.prefix)
    assert len(row.prefix) == 8
    kept = str(ApiToken.objects.values().get()) + str(list(events_of(f"officer:{row.officer_id}")))
    assert token[8:] not in kept


def test_a_revoked_token_and_one_of_a_closed_account_are_no_good() -> None:
    token = make_token("btc.nl", 2, "full", at=NOW)
    other = make_token("btc.nl", 2, "full", at=NOW)
    row = ApiToken.objects.order_by("pk").first()
    assert row is not None
    revoke_token(row, at=NOW, by=None)
    assert officer_of_token(token, NOW) is None
    row.officer.is_active = False
    row.officer.save()
    assert officer_of_token(other, NOW) is None


def test_its_use_is_noted_every_five_minutes(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    token = make_token("btc.nl", 2, "full", at=NOW)
    with django_assert_num_queries(2):
        officer_of_token(token, NOW)
    with django_assert_num_queries(1):
        officer_of_token(token, NOW + timedelta(minutes=4))
    later = NOW + timedelta(minutes=5)
    officer_of_token(token, later)
    assert ApiToken.objects.get().last_used == later


@pytest.mark.parametrize(
    ("username", "days", "scope", "said"),
    [
        ("btc.khong", 2, "full", "Không có tài khoản"),
        ("btc.nl", 2, "root", "Phạm vi"),
        ("btc.nl", 0, "full", "từ 1 đến 366 ngày"),
        ("btc.nl", 3650, "full", "từ 1 đến 366 ngày"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    username: str, days: int, scope: str, said: str
) -> None:
    with pytest.raises(NotPossible, match=said):
        make_token(username, days, scope, at=NOW)

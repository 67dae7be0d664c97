"""The life of an account, and what administrators may not do."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.test import Client

from donthu.agencies.accounts import (
    close_officer,
    end_role,
    give_role,
    list_officers,
    make_admin,
    open_officer,
    reopen_officer,
    reset_password,
)
from donthu.agencies.duties import duties_of
from donthu.agencies.errors import NotPossible
from donthu.agencies.models import Agency, Officer
from donthu.agencies.tokens import make_token, officer_of_token
from donthu.law.grammar import Role
from donthu.ledger.book import events_of
from tests.agencies.made import NOW, TODAY, make_officer, make_tree

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def tree() -> dict[str, Agency]:
    return make_tree()


@pytest.fixture
def admin(tree: dict[str, Agency]) -> Officer:
    """Administrator of Sở Xây dựng."""
    return make_officer("dtp.sxd.qt", tree["dtp.sxd"], Role.AGENCY_ADMIN)


def test_an_account_opened_by_an_administrator_has_a_password_that_must_be_changed(
    tree: dict[str, Agency], admin: Officer
) -> None:
    officer, password = open_officer(
        username="dtp.sxd.cv1",
        full_name="Huỳnh Thị Mẫu Tâm",
        agency=tree["dtp.sxd"],
        roles=(Role.HANDLER,),
        title="Chuyên viên",
        at=NOW,
        by=admin,
    )
    assert officer.check_password(password)
    assert officer.password_given
    assert [(d.role, d.title, d.is_default) for d in duties_of(officer, TODAY)] == [
        (Role.HANDLER, "Chuyên viên", True)
    ]


def test_the_book_tells_who_did_what_without_a_name(
    tree: dict[str, Agency], admin: Officer
) -> None:
    officer = make_officer("dtp.sxd.cv1", tree["dtp.sxd"], Role.HANDLER, by=admin)
    close_officer(officer, at=NOW, by=admin)
    events = list(events_of(f"officer:{officer.pk}"))
    assert [event.kind for event in events] == ["account_opened", "role_given", "account_closed"]
    assert {event.actor_id for event in events} == {admin.pk}
    assert events[1].data == {"role": "handler", "since": "2026-11-23"}


@pytest.mark.parametrize("elsewhere", ["dtp", "dtp.stc", "btc"])
def test_an_administrator_opens_no_account_above_or_beside(
    tree: dict[str, Agency], admin: Officer, elsewhere: str
) -> None:
    with pytest.raises(NotPossible, match="Chỉ quản trị"):
        make_officer("moi", tree[elsewhere], Role.CLERK, by=admin)
    assert not Officer.objects.filter(username="moi").exists()


def test_who_works_on_cases_opens_no_account(tree: dict[str, Agency]) -> None:
    head = make_officer("dtp.sxd.gd", tree["dtp.sxd"], Role.HEAD)
    with pytest.raises(NotPossible, match="Chỉ quản trị"):
        make_officer("moi", tree["dtp.sxd"], Role.CLERK, by=head)


def test_an_administrator_gives_himself_nothing(tree: dict[str, Agency], admin: Officer) -> None:
    with pytest.raises(NotPossible, match="tự phân vai trò"):
        give_role(admin, agency=tree["dtp.sxd"], role=Role.HEAD, at=NOW, by=admin)


@pytest.mark.parametrize(
    ("has", "gets"), [(Role.AGENCY_ADMIN, Role.HEAD), (Role.CLERK, Role.AGENCY_ADMIN)]
)
def test_administration_and_work_on_cases_need_two_accounts(
    tree: dict[str, Agency], has: Role, gets: Role
) -> None:
    officer = make_officer("hai", tree["dtp.sxd"], has)
    with pytest.raises(NotPossible, match="hai tài khoản khác nhau"):
        give_role(officer, agency=tree["dtp.stc"], role=gets, at=NOW, by=None)


def test_only_the_system_administrator_makes_another(
    tree: dict[str, Agency], admin: Officer
) -> None:
    with pytest.raises(NotPossible, match="Chỉ quản trị hệ thống"):
        make_officer("moi", tree["dtp.sxd"], Role.SYSTEM_ADMIN, by=admin)


@pytest.mark.parametrize("take_over", [close_officer, reset_password])
def test_an_agencys_administrator_cannot_take_over_the_system_administrator(
    tree: dict[str, Agency], admin: Officer, take_over: Callable[..., object]
) -> None:
    system = make_officer("quantri", tree["dtp.sxd"], Role.SYSTEM_ADMIN)
    with pytest.raises(NotPossible, match="với quản trị hệ thống"):
        take_over(system, at=NOW, by=admin)


def test_a_role_is_not_given_twice_nor_at_a_closed_agency(tree: dict[str, Agency]) -> None:
    clerk = make_officer("dtp.stc.nl", tree["dtp.stc"], Role.CLERK)
    with pytest.raises(NotPossible, match="đã có vai trò"):
        give_role(clerk, agency=tree["dtp.stc"], role=Role.CLERK, at=NOW, by=None)
    tree["btc"].until = TODAY - timedelta(days=1)
    with pytest.raises(NotPossible, match="đã kết thúc hoạt động"):
        give_role(clerk, agency=tree["btc"], role=Role.CLERK, at=NOW, by=None)


def test_a_role_that_ended_may_be_given_again(tree: dict[str, Agency]) -> None:
    clerk = make_officer("dtp.stc.nl", tree["dtp.stc"], Role.CLERK)
    yesterday = TODAY - timedelta(days=1)
    membership = clerk.memberships.get()
    membership.since = yesterday
    membership.save()
    end_role(membership, until=yesterday, at=NOW, by=None)
    assert duties_of(clerk, TODAY) == ()
    again = give_role(clerk, agency=tree["dtp.stc"], role=Role.CLERK, at=NOW, by=None)
    assert again.is_default


def test_a_closed_account_ends_roles_tokens_and_sessions(
    tree: dict[str, Agency], client: Client
) -> None:
    officer = make_officer("dtp.nl", tree["dtp"], Role.CLERK)
    token = make_token("dtp.nl", 30, "full", at=NOW)
    client.force_login(officer)
    UserSession.objects.create(
        user=officer, ip="127.0.0.1", session_key=client.session.session_key, user_agent="mẫu"
    )

    close_officer(officer, at=NOW, by=None)

    assert duties_of(Officer.objects.get(pk=officer.pk), TODAY) == ()
    assert officer_of_token(token, NOW + timedelta(hours=1)) is None
    assert not UserSession.objects.filter(user=officer).exists()
    assert not client.session.get("_auth_user_id")


def test_a_role_to_come_is_taken_back_with_the_account_and_does_not_begin_after_reopening(
    tree: dict[str, Agency], admin: Officer
) -> None:
    officer = make_officer("dtp.sxd.cv1", tree["dtp.sxd"], Role.HANDLER)
    give_role(
        officer,
        agency=tree["dtp.stc"],
        role=Role.HEAD,
        at=NOW,
        by=None,
        since=TODAY + timedelta(days=7),
    )
    with pytest.raises(NotPossible, match="Chỉ quản trị"):  # of one of the two agencies only
        close_officer(officer, at=NOW, by=admin)
    close_officer(officer, at=NOW, by=None)
    reopen_officer(officer, at=NOW + timedelta(days=1), by=admin)
    for days in (1, 7, 30):
        assert duties_of(officer, TODAY + timedelta(days=days)) == ()


def test_who_administered_the_account_on_the_day_of_closing_opens_it_again(
    tree: dict[str, Agency], admin: Officer
) -> None:
    before = make_officer("dtp.stc.qt", tree["dtp.stc"], Role.AGENCY_ADMIN)
    officer = make_officer("dtp.sxd.cv1", tree["dtp.stc"], Role.HANDLER)
    yesterday = TODAY - timedelta(days=1)
    officer.memberships.update(since=yesterday)
    end_role(officer.memberships.get(), until=yesterday, at=NOW, by=None)
    give_role(officer, agency=tree["dtp.sxd"], role=Role.HANDLER, at=NOW, by=None)
    close_officer(officer, at=NOW, by=admin)
    with pytest.raises(NotPossible, match="Chỉ quản trị"):
        reopen_officer(officer, at=NOW, by=before)
    with pytest.raises(NotPossible, match="đã khóa"):
        give_role(officer, agency=tree["dtp.sxd"], role=Role.CLERK, at=NOW, by=admin)
    with pytest.raises(NotPossible, match="đã khóa"):
        close_officer(officer, at=NOW + timedelta(days=1), by=None)
    reopen_officer(officer, at=NOW + timedelta(days=1), by=admin)
    assert Officer.objects.get(pk=officer.pk).is_active


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"username": "DTP.NL"}, "username"),
        ({"username": "dtp nl"}, "username"),
        ({"username": "dtp.sxd.qt"}, "username"),
        ({"email": "không phải thư"}, "email"),
    ],
)
def test_a_name_or_address_that_will_not_do_is_refused_at_its_field(
    tree: dict[str, Agency], admin: Officer, wrong: dict[str, str], field: str
) -> None:
    given = {"username": "moi", "full_name": "Mẫu Mới", "email": ""} | wrong
    with pytest.raises(ValidationError) as refused:
        open_officer(**given, agency=tree["dtp.sxd"], roles=(Role.CLERK,), at=NOW, by=admin)
    assert set(refused.value.message_dict) == {field}


def test_the_first_administrator_of_an_empty_system_brings_the_agency() -> None:
    with pytest.raises(NotPossible, match="Chưa có cơ quan"):
        make_admin("quantri", "dtp", at=NOW)
    officer, password = make_admin("quantri", "dtp", at=NOW, agency_name="UBND tỉnh Đồng Tháp")
    assert officer.check_password(password)
    assert {d.role for d in duties_of(officer, TODAY)} == {Role.SYSTEM_ADMIN, Role.AGENCY_ADMIN}
    again, none = make_admin("quantri", "dtp", at=NOW)
    assert (again, none) == (officer, "")
    assert officer.memberships.count() == 2


def test_the_list_shows_each_officer_once_an_agency_with_all_roles(
    tree: dict[str, Agency],
) -> None:
    make_officer("dtp.sxd.gd", tree["dtp.sxd"], Role.HEAD, Role.UNIT_HEAD)
    make_officer("dtp.sxd.qlnh.nl", tree["dtp.sxd.qlnh"], Role.CLERK)
    make_officer("btc.nl", tree["btc"], Role.CLERK)
    rows = list_officers(on=TODAY, agency_code="dtp")
    assert [(row.username, row.agency, row.roles) for row in rows] == [
        ("dtp.sxd.gd", "dtp.sxd", ("head", "unit_head")),
        ("dtp.sxd.qlnh.nl", "dtp.sxd.qlnh", ("clerk",)),
    ]
    assert len(list_officers(on=TODAY)) == 3
    with pytest.raises(NotPossible, match="Chưa có cơ quan mã"):
        list_officers(on=TODAY, agency_code="dtp.khong")

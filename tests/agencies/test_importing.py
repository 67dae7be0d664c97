"""Many accounts at once."""

import pytest
from pytest_django import DjangoAssertNumQueries

from donthu.agencies.duties import duties_of
from donthu.agencies.importing import ListRefused, NewOfficer, import_officers
from donthu.agencies.models import Agency, Officer
from donthu.law.grammar import Role
from donthu.ledger.book import events_of
from tests.agencies.made import NOW, TODAY, make_officer, make_tree

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def tree() -> dict[str, Agency]:
    return make_tree()


def row(role: str = "handler", agency: str = "dtp.sxd", **more: str) -> NewOfficer:
    return NewOfficer(full_name="Nguyễn Mẫu", agency=agency, role=role, **more)


def test_names_of_accounts_come_from_the_tree_and_the_role(tree: dict[str, Agency]) -> None:
    make_officer("dtp.sxd.nl", tree["dtp.sxd"], Role.CLERK)
    rows = [
        row("clerk"),
        row("clerk"),
        row(),
        row(),
        row("head"),
        row("agency_admin", "btc"),
        row(username="dtp.sxd.hoa"),
    ]
    assert import_officers(rows, at=NOW, by=None) == [
        "dtp.sxd.nl2",
        "dtp.sxd.nl3",
        "dtp.sxd.cv1",
        "dtp.sxd.cv2",
        "dtp.sxd.ld",
        "btc.qt",
        "dtp.sxd.hoa",
    ]
    head = Officer.objects.get(username="dtp.sxd.ld")
    assert [duty.role for duty in duties_of(head, TODAY)] == [Role.HEAD]
    assert not head.has_usable_password()
    assert [event.kind for event in events_of(f"officer:{head.pk}")] == ["account_opened"]


def test_a_list_with_a_fault_is_not_taken_and_every_fault_is_told(
    tree: dict[str, Agency],
) -> None:
    rows = [
        row(),
        row(agency="dtp.khong"),
        row("system_admin"),
        row(email="hai@donthu.example"),
        row(email="Hai@donthu.example"),
        row(username="CÓ DẤU"),
    ]
    with pytest.raises(ListRefused) as refused:
        import_officers(rows, at=NOW, by=None)
    assert [(fault.row, fault.said.split(" ")[0]) for fault in refused.value.faults] == [
        (2, "Không"),
        (3, "Không"),
        (5, "Thư"),
        (6, "Tên"),
    ]
    assert not Officer.objects.exists()


def test_an_administrator_imports_for_the_own_agencies_only(tree: dict[str, Agency]) -> None:
    admin = make_officer("dtp.sxd.qt", tree["dtp.sxd"], Role.AGENCY_ADMIN)
    assert import_officers([row(agency="dtp.sxd.qlnh")], at=NOW, by=admin) == ["dtp.sxd.qlnh.cv1"]
    with pytest.raises(ListRefused, match="không quản trị cơ quan dtp"):
        import_officers([row(agency="dtp.stc")], at=NOW, by=admin)


def test_a_rehearsal_opens_nothing(tree: dict[str, Agency]) -> None:
    assert import_officers([row()], at=NOW, by=None, dry_run=True) == ["dtp.sxd.cv1"]
    assert import_officers([], at=NOW, by=None) == []
    assert not Officer.objects.exists()


def test_a_long_list_asks_the_database_no_more_than_a_short_one(
    tree: dict[str, Agency], django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(14):
        import_officers([row() for _ in range(1500)], at=NOW, by=None)
    assert Officer.objects.count() == 1500

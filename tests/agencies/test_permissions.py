"""Who may do what: the matrix that is also handed out on paper."""

import pytest

from donthu.agencies.duties import duties_of
from donthu.agencies.permissions import (
    ADMINISTRATORS,
    MATRIX,
    RIGHT_NAMES,
    Right,
    Scope,
    may,
    table,
)
from donthu.cases.visibility import READING
from donthu.law.grammar import Role
from tests.agencies.made import TODAY, make_officer, make_tree

CASE_RIGHTS = {Right.READ_CASES, Right.TAKE_STEPS}


@pytest.mark.parametrize("role", sorted(ADMINISTRATORS))
def test_administrators_manage_accounts_and_read_no_case(role: Role) -> None:
    assert Right.MANAGE_ACCOUNTS in MATRIX[role]
    assert not CASE_RIGHTS & set(MATRIX[role])


def test_who_works_on_cases_manages_no_account() -> None:
    for role in set(MATRIX) - ADMINISTRATORS:
        assert Right.READ_CASES in MATRIX[role]
        assert Right.MANAGE_ACCOUNTS not in MATRIX[role]


def test_every_role_of_an_officer_has_its_row_and_every_right_its_words() -> None:
    assert set(MATRIX) == set(Role) - {Role.SENDER, Role.PLATFORM}
    assert set(RIGHT_NAMES) == set(Right)


def test_the_matrix_says_what_visibility_does() -> None:
    assert {role for role in MATRIX if MATRIX[role].get(Right.READ_CASES) is Scope.OWN} == READING
    assert MATRIX[Role.WATCHER][Right.READ_CASES] is Scope.BELOW


def test_the_matrix_is_handed_out_in_vietnamese() -> None:
    head, *rows = table()
    assert head[:2] == ["Quyền", "Văn thư"]
    cases = next(row for row in rows if row[0] == "Xem hồ sơ vụ việc")
    assert cases[head.index("Văn thư")] == "Cơ quan mình"
    assert cases[head.index("Quản trị cơ quan")] == "–"
    assert {len(row) for row in rows} == {len(head)}


@pytest.mark.django_db
@pytest.mark.database
def test_an_agencys_administrator_reaches_down_but_not_up_or_beside() -> None:
    tree = make_tree()
    admin = make_officer("dtp.sxd.qt", tree["dtp.sxd"], Role.AGENCY_ADMIN)
    duties = duties_of(admin, TODAY)
    reached = {code for code, a in tree.items() if may(duties, Right.MANAGE_ACCOUNTS, a.path)}
    assert reached == {"dtp.sxd", "dtp.sxd.qlnh"}


@pytest.mark.django_db
@pytest.mark.database
def test_the_system_administrator_reaches_everywhere() -> None:
    tree = make_tree()
    duties = duties_of(make_officer("quantri", tree["btc"], Role.SYSTEM_ADMIN), TODAY)
    assert all(may(duties, Right.MANAGE_ACCOUNTS, a.path) for a in tree.values())
    assert not any(may(duties, Right.READ_CASES, a.path) for a in tree.values())

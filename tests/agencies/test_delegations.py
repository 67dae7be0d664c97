"""Acting for an absent officer."""

from datetime import timedelta
from typing import Any

import pytest

from donthu.agencies.delegations import delegate, end_delegation
from donthu.agencies.duties import duties_of
from donthu.agencies.errors import NotPossible
from donthu.agencies.models import Agency, Delegation, Officer
from donthu.law.grammar import Role
from donthu.ledger.book import events_of
from tests.agencies.made import NOW, TODAY, make_officer, make_tree

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class Office:
    """Sở Xây dựng: its head, deputy and administrator, and somebody of another department."""

    def __init__(self) -> None:
        self.tree: dict[str, Agency] = make_tree()
        sxd = self.tree["dtp.sxd"]
        self.head = make_officer("dtp.sxd.gd", sxd, Role.HEAD)
        self.deputy = make_officer("dtp.sxd.pgd", sxd, Role.DEPUTY)
        self.clerk = make_officer("dtp.sxd.nl", sxd, Role.CLERK)
        self.admin = make_officer("dtp.sxd.qt", sxd, Role.AGENCY_ADMIN)
        self.stranger = make_officer("dtp.stc.gd", self.tree["dtp.stc"], Role.HEAD)

    def delegate(self, by: Officer, **changed: Any) -> Delegation:
        given = {
            "membership": self.head.memberships.get(),
            "taker": self.deputy,
            "since": TODAY,
            "until": TODAY + timedelta(days=5),
            "reason": "Nghỉ phép",
            "at": NOW,
        }
        return delegate(**(given | changed), by=by)


@pytest.fixture
def office() -> Office:
    return Office()


def test_the_head_delegates_and_takes_it_back(office: Office) -> None:
    delegation = office.delegate(by=office.head)
    assert len(duties_of(office.deputy, TODAY)) == 2
    end_delegation(delegation, until=TODAY, at=NOW, by=office.head)
    assert len(duties_of(office.deputy, TODAY + timedelta(days=1))) == 1
    kinds = [event.kind for event in events_of(f"officer:{office.head.pk}")]
    assert kinds[-2:] == ["delegated", "delegation_ended"]


def test_a_delegation_that_has_not_begun_is_taken_back_whole(office: Office) -> None:
    next_week = TODAY + timedelta(days=7)
    delegation = office.delegate(by=office.head, since=next_week, until=next_week)
    end_delegation(delegation, until=TODAY, at=NOW, by=office.head)
    assert not Delegation.objects.exists()


def test_an_administrator_enters_it_only_by_a_document(office: Office) -> None:
    with pytest.raises(NotPossible, match="theo văn bản"):
        office.delegate(by=office.admin)
    made = office.delegate(by=office.admin, document="Giấy ủy quyền 01/GUQ-SXD")
    assert made.giver == office.head


def test_nobody_else_delegates_it(office: Office) -> None:
    with pytest.raises(NotPossible, match="Chỉ người giữ vai trò"):
        office.delegate(by=office.deputy)
    with pytest.raises(NotPossible, match="Chỉ người giữ vai trò"):
        office.delegate(by=office.stranger, document="Giấy 1")


def test_what_was_taken_is_not_given_on(office: Office) -> None:
    office.delegate(by=office.head)
    with pytest.raises(NotPossible, match="Chỉ người giữ vai trò"):
        office.delegate(by=office.deputy, taker=office.clerk)


def test_administration_is_not_delegated(office: Office) -> None:
    with pytest.raises(NotPossible, match="Quyền quản trị"):
        office.delegate(by=office.admin, membership=office.admin.memberships.get())


def test_the_taker_works_on_cases_of_the_agency_and_is_another(office: Office) -> None:
    for taker, said in (
        (office.stranger, "đang công tác"),
        (office.admin, "đang công tác"),
        (office.head, "người khác"),
    ):
        with pytest.raises(NotPossible, match=said):
            office.delegate(by=office.head, taker=taker)


def test_it_must_have_an_end_to_come(office: Office) -> None:
    yesterday = TODAY - timedelta(days=1)
    for since, until in ((yesterday, yesterday), (TODAY, yesterday)):
        with pytest.raises(NotPossible, match="Thời gian ủy quyền"):
            office.delegate(by=office.head, since=since, until=until)

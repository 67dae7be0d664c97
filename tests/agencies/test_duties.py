"""In what capacities an officer acts."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from donthu.agencies.accounts import end_role, give_role
from donthu.agencies.delegations import delegate
from donthu.agencies.duties import duties_of
from donthu.agencies.models import Membership
from donthu.agencies.tree import close_agency
from donthu.law.grammar import Role
from tests.agencies.made import NOW, TODAY, make_officer, make_tree

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_own_and_delegated_duties_come_with_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    tree = make_tree()
    head = make_officer("dtp.sxd.gd", tree["dtp.sxd"], Role.HEAD)
    deputy = make_officer("dtp.sxd.pgd", tree["dtp.sxd"], Role.DEPUTY)
    give_role(deputy, agency=tree["dtp.sxd.qlnh"], role=Role.UNIT_HEAD, at=NOW, by=None)
    delegate(
        head.memberships.get(),
        taker=deputy,
        since=TODAY,
        until=TODAY + timedelta(days=2),
        reason="Đi công tác",
        at=NOW,
        by=head,
    )

    with django_assert_num_queries(1):
        duties = duties_of(deputy, TODAY)

    assert [(d.agency_code, d.role, d.on_behalf_of) for d in duties] == [
        ("dtp.sxd", Role.DEPUTY, None),
        ("dtp.sxd.qlnh", Role.UNIT_HEAD, None),
        ("dtp.sxd", Role.HEAD, head.pk),
    ]
    assert duties[0].path == "vpcp/dtp/dtp.sxd/"
    assert duties[0].is_default
    assert len({duty.key for duty in duties}) == 3


def test_a_delegation_holds_from_its_first_to_its_last_day() -> None:
    tree = make_tree()
    head = make_officer("dtp.sxd.gd", tree["dtp.sxd"], Role.HEAD)
    deputy = make_officer("dtp.sxd.pgd", tree["dtp.sxd"], Role.DEPUTY)
    first, last = date(2026, 12, 1), date(2026, 12, 3)
    delegate(
        head.memberships.get(),
        taker=deputy,
        since=first,
        until=last,
        reason="Nghỉ",
        at=NOW,
        by=head,
    )
    days = [first - timedelta(days=1), first, last, last + timedelta(days=1)]
    assert [len(duties_of(deputy, day)) for day in days] == [1, 2, 2, 1]
    assert [len(duties_of(head, day)) for day in days] == [1, 1, 1, 1]


def test_what_was_delegated_ends_with_the_givers_role() -> None:
    tree = make_tree()
    head = make_officer("dtp.sxd.gd", tree["dtp.sxd"], Role.HEAD)
    deputy = make_officer("dtp.sxd.pgd", tree["dtp.sxd"], Role.DEPUTY)
    until = TODAY + timedelta(days=30)
    held = head.memberships.get()
    delegate(held, taker=deputy, since=TODAY, until=until, reason="Nghỉ", at=NOW, by=head)
    end_role(held, until=TODAY, at=NOW, by=None)
    tomorrow = TODAY + timedelta(days=1)
    assert [duty.role for duty in duties_of(deputy, tomorrow)] == [Role.DEPUTY]
    assert duties_of(head, tomorrow) == ()


def test_at_an_agency_that_was_closed_nobody_acts_for_anybody() -> None:
    tree = make_tree()
    head = make_officer("dtp.stc.gd", tree["dtp.stc"], Role.HEAD)
    deputy = make_officer("dtp.stc.pgd", tree["dtp.stc"], Role.DEPUTY)
    until = TODAY + timedelta(days=30)
    held = head.memberships.get()
    delegate(held, taker=deputy, since=TODAY, until=until, reason="Nghỉ", at=NOW, by=head)
    close_agency(tree["dtp.stc"], until=TODAY, into=[], decision="Quyết định", at=NOW, by=None)
    assert len(duties_of(deputy, TODAY)) == 2
    assert duties_of(deputy, TODAY + timedelta(days=1)) == ()


def test_a_closed_account_has_no_duty() -> None:
    tree = make_tree()
    clerk = make_officer("dtp.nl", tree["dtp"], Role.CLERK)
    clerk.is_active = False
    assert duties_of(clerk, TODAY) == ()


def test_the_database_holds_one_open_membership_of_a_role_and_one_default() -> None:
    tree = make_tree()
    clerk = make_officer("dtp.nl", tree["dtp"], Role.CLERK)
    row = {"officer": clerk, "agency": tree["dtp"], "since": TODAY}
    with pytest.raises(IntegrityError, match="membership_open_once"), transaction.atomic():
        Membership.objects.create(role=Role.CLERK, **row)
    with pytest.raises(IntegrityError, match="membership_one_default"), transaction.atomic():
        Membership.objects.create(role=Role.HANDLER, is_default=True, **row)
    with pytest.raises(IntegrityError, match="role_is_an_officers"), transaction.atomic():
        Membership.objects.create(role=Role.SENDER, **row)
    with pytest.raises(IntegrityError, match="ends_after_it_begins"), transaction.atomic():
        Membership.objects.create(role=Role.HANDLER, until=TODAY - timedelta(days=1), **row)

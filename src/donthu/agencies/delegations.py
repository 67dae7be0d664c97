"""Acting for an absent officer: by the officer's own word or, by document, by an administrator."""

from datetime import date, datetime

from django.db import transaction

from donthu.agencies.duties import duties_of
from donthu.agencies.errors import NotPossible
from donthu.agencies.models import Delegation, Membership, Officer
from donthu.agencies.models.dated import in_effect
from donthu.agencies.permissions import ADMINISTRATORS, Right, may
from donthu.law.calendar import LOCAL
from donthu.law.grammar import Role
from donthu.ledger.book import record


@transaction.atomic
def delegate(
    membership: Membership,
    *,
    taker: Officer,
    since: date,
    until: date,
    reason: str,
    at: datetime,
    by: Officer | None,
    document: str = "",
) -> Delegation:
    """`taker` acts in the membership from `since` to `until`, both included.

    The giver may do it where the role has that right; an administrator of the agency with a
    document. `taker` works at the agency or below it and acts on cases already. NotPossible, with
    the reason, otherwise.
    """
    agency, today = membership.agency, at.astimezone(LOCAL).date()
    if Role(membership.role) in ADMINISTRATORS:
        raise NotPossible("Quyền quản trị không ủy quyền được.")
    if until < since or until < today:
        raise NotPossible("Thời gian ủy quyền phải kết thúc sau khi bắt đầu và chưa qua.")
    if taker.pk == membership.officer_id:
        raise NotPossible("Người được ủy quyền phải là người khác.")
    works_there = Membership.objects.filter(
        in_effect(since), officer=taker, agency__path__startswith=agency.path
    ).exclude(role__in=ADMINISTRATORS)
    if not taker.is_active or not works_there.exists():
        raise NotPossible(
            "Người được ủy quyền phải đang công tác tại cơ quan hoặc đơn vị bên dưới."
        )
    _allow(membership, by, today, document)
    delegation = Delegation.objects.create(
        giver=membership.officer,
        taker=taker,
        membership=membership,
        since=since,
        until=until,
        reason=reason,
        document=document,
    )
    _note(delegation, "delegated", at, by)
    return delegation


@transaction.atomic
def end_delegation(
    delegation: Delegation, *, until: date, at: datetime, by: Officer | None
) -> None:
    """The delegation ends after the day `until` rather than later; before its first day it is
    taken back whole."""
    _allow(delegation.membership, by, at.astimezone(LOCAL).date(), delegation.document)
    _note(delegation, "delegation_ended", at, by)
    if until < delegation.since:
        delegation.delete()
        return
    delegation.until = min(until, delegation.until)
    delegation.save(update_fields=["until"])


def _allow(membership: Membership, by: Officer | None, today: date, document: str) -> None:
    if by is None:
        return
    duties = duties_of(by, today)
    own = [d for d in duties if d.on_behalf_of is None and d.membership_id == membership.pk]
    if may(own, Right.DELEGATE, membership.agency.path):
        return
    if not may(duties, Right.MANAGE_ACCOUNTS, membership.agency.path):
        raise NotPossible("Chỉ người giữ vai trò này hoặc quản trị của cơ quan ủy quyền được.")
    if not document:
        raise NotPossible("Quản trị chỉ nhập ủy quyền theo văn bản: hãy ghi số, ngày văn bản.")


def _note(delegation: Delegation, kind: str, at: datetime, by: Officer | None) -> None:
    record(
        subject=f"officer:{delegation.giver_id}",
        kind=kind,
        at=at,
        actor_id=by.pk if by else None,
        agency_id=delegation.membership.agency_id,
        data={"delegation": delegation.pk, "taker": delegation.taker_id},
    )

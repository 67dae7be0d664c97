"""Open a sealed identity: a reason, an event, and only for those who have to know."""

from datetime import datetime
from typing import Any
from uuid import UUID

from donthu.cases.actor import Actor
from donthu.cases.chain import keeper_of
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Case, Party
from donthu.law.grammar import Role
from donthu.vault import box

MAY_OPEN = (Role.HEAD, Role.DEPUTY, Role.CLERK, Role.HANDLER)


def open_sealed(*, case_id: int, reason: str, actor: Actor, at: datetime) -> dict[str, Any]:
    """The sealed sender of the case, for an officer of its holder who gives a reason.

    The vault writes each opening into the chain of the case before it hands anything out. Raises
    Invalid without a reason, Refused without the right or when nothing is sealed.
    """
    if not reason.strip():
        raise Invalid({"reason": "Hãy ghi lý do mở danh tính."})
    case = Case.objects.filter(pk=case_id).first()
    agency_id = keeper_of(case, list(case.assignments.order_by("pk"))) if case else 0
    if case is None or not _may_open(case, agency_id, actor):
        raise Refused("Bạn không có quyền mở danh tính đã niêm phong.")
    sealed = (
        Party.objects.filter(case=case, role=Party.Role.SENDER, sealed__isnull=False)
        .values_list("sealed", flat=True)
        .first()
    )
    if not isinstance(sealed, UUID):
        raise Refused("Hồ sơ không có danh tính niêm phong.")
    return box.open(sealed, officer_id=actor.signed_in, reason=reason, at=at, agency_id=agency_id)


def _may_open(case: Case, agency_id: int, actor: Actor) -> bool:
    roles = actor.roles_at(agency_id) & set(MAY_OPEN)
    return bool(roles - {Role.HANDLER}) or (
        Role.HANDLER in roles and case.officer_id == actor.officer_id
    )

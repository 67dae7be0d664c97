"""Open a sealed identity: a reason, an event, and only for those who have to know."""

from datetime import datetime
from typing import Any
from uuid import UUID

from donthu.cases.actions._record import changing
from donthu.cases.actor import Actor
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Party
from donthu.law.grammar import Role
from donthu.vault import box

MAY_OPEN = (Role.HEAD, Role.DEPUTY, Role.CLERK, Role.HANDLER)


def open_sealed(*, case_id: int, reason: str, actor: Actor, at: datetime) -> dict[str, Any]:
    """The sealed sender of the case, for an officer of its holder who gives a reason.

    Each opening is an event of the vault's own chain and one of the case. Raises Invalid without a
    reason, Refused without the right or when nothing is sealed.
    """
    if not reason.strip():
        raise Invalid({"reason": "Hãy ghi lý do mở danh tính."})
    with changing(case_id, verb="open_sealed", actor=actor, at=at) as record:
        roles = actor.roles_at(record.case.holder_id)
        role = next((role for role in MAY_OPEN if role in roles), None)
        responsible = role is not Role.HANDLER or record.case.officer_id == actor.officer_id
        if role is None or not responsible or actor.officer_id is None:
            raise Refused("Bạn không có quyền mở danh tính đã niêm phong.")
        sealed = (
            Party.objects.filter(case=record.case, role=Party.Role.SENDER, sealed__isnull=False)
            .values_list("sealed", flat=True)
            .first()
        )
        if not isinstance(sealed, UUID):
            raise Refused("Hồ sơ không có danh tính niêm phong.")
        record.act_as(record.case.holder_id, role)
        opened: dict[str, Any] = box.open(
            sealed,
            officer_id=actor.officer_id,
            reason=reason,
            at=at,
            agency_id=record.case.holder_id,
        )
        record.kind = "case.opened"
        record.notes = {"reason": reason}
    return opened

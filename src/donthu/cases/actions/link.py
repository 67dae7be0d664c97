"""Tie a case to an earlier one, or untie it."""

from datetime import datetime

from donthu.cases.actions._record import changing
from donthu.cases.actor import Actor
from donthu.cases.chain import keeper_of
from donthu.cases.errors import Invalid, Refused
from donthu.cases.models import Case, Link
from donthu.law.grammar import Role

MAY_LINK = (Role.CLERK, Role.HANDLER, Role.UNIT_HEAD, Role.DEPUTY, Role.HEAD)


def link(*, case_id: int, other_id: int, kind: str, actor: Actor, at: datetime) -> None:
    """Tie the case to `other_id` as `kind` (Link.Kind). Raises Refused, Invalid.

    The caller has made sure that the actor may see both.
    """
    if kind not in Link.Kind.values:
        raise Invalid({"kind": "Hãy chọn loại liên kết trong danh sách."})
    if case_id == other_id:
        raise Invalid({"other": "Không thể liên kết hồ sơ với chính nó."})
    with changing(case_id, verb="link", actor=actor, at=at) as record:
        agency_id = keeper_of(record.case, record.assignments)
        roles = record.actor.roles_at(agency_id)
        role = next((role for role in MAY_LINK if role in roles), None)
        if role is None:
            raise Refused("Chỉ cơ quan đang giữ hồ sơ mới liên kết được.")
        if not Case.objects.filter(pk=other_id).exists():
            raise Invalid({"other": "Hồ sơ kia không tồn tại."})
        record.act_as(agency_id, role)
        Link.objects.update_or_create(
            case=record.case,
            other_id=other_id,
            defaults={"kind": kind, "made_by_id": actor.signed_in, "made_at": at},
        )
        record.kind = "case.linked"
        record.data.update(other=other_id, link=kind)

"""Give who has neither phone nor e-mail a PIN to look the case up with."""

from datetime import datetime

from donthu.cases.actions._record import changing
from donthu.cases.actor import Actor
from donthu.cases.chain import keeper_of
from donthu.cases.errors import Refused
from donthu.cases.models import Party
from donthu.law.grammar import Role
from donthu.people import pins


def give_pin(*, case_id: int, actor: Actor, at: datetime) -> str:
    """A fresh PIN for the sender of the case, for the paper in the sender's hand: it is kept as a
    hash and can not be read again; one given before is good no longer.

    By a clerk of the agency that received the letter or of the one that holds it. Raises Refused.
    """
    with changing(case_id, verb="give_pin", actor=actor, at=at) as record:
        case = record.case
        clerk_at = [
            agency_id
            for agency_id in (case.root_id, keeper_of(case, record.assignments))
            if Role.CLERK in record.actor.roles_at(agency_id)
        ]
        if not clerk_at:
            raise Refused("Chỉ văn thư của cơ quan tiếp nhận hoặc đang giữ hồ sơ mới cấp được PIN.")
        party = (
            Party.objects.select_related("person").filter(case=case, role=Party.Role.SENDER).first()
        )
        person = party.person if party else None
        if person is None:
            raise Refused("Danh tính người gửi đã niêm phong nên không cấp được mã PIN.")
        if person.phone or person.email:
            raise Refused(
                "Người gửi đã để lại số điện thoại hoặc thư điện tử; tra cứu bằng thông tin đó."
            )
        pin = pins.new()
        person.pin = pins.kept(pin)
        person.save(update_fields=["pin"])
        record.act_as(clerk_at[0], Role.CLERK)
        record.kind = "case.pin_given"
    return pin

"""An agency that was written to gets accounts: from now on its officers go on with its cases."""

from datetime import datetime

from django.db import transaction

from donthu.agencies.models import Agency, Membership
from donthu.agencies.permissions import ADMINISTRATORS
from donthu.cases.actions._record import changing
from donthu.cases.actor import Actor
from donthu.cases.errors import Refused
from donthu.cases.models import Case
from donthu.law.calendar import LOCAL
from donthu.law.grammar import Role


def switch_to_accounts(*, agency_id: int, actor: Actor, at: datetime) -> int:
    """The agency takes over all its cases, those open and those answered; how many are open.

    The caller sees to it that the actor administers that agency. Raises Refused for who administers
    nothing, for an agency that has accounts already, and for one where no clerk could take them up.
    """
    capacity = next((c for c in actor.capacities if c.role in ADMINISTRATORS), None)
    if capacity is None:
        raise Refused("Chỉ quản trị mới bàn giao được tài khoản cho cơ quan.")
    with transaction.atomic():
        agency = Agency.objects.select_for_update(of=("self",)).get(pk=agency_id)
        if agency.has_accounts:
            raise Refused(f"{agency.name} đã có tài khoản.")
        clerks = Membership.objects.on(at.astimezone(LOCAL).date()).filter(
            agency=agency, role=Role.CLERK, officer__is_active=True
        )
        if not clerks.exists():
            raise Refused(f"Hãy cấp tài khoản văn thư cho {agency.name} trước khi bàn giao.")
        agency.has_accounts = True
        agency.save(update_fields=["has_accounts"])
        held = Case.objects.filter(holder=agency).order_by("pk")
        for case_id in held.values_list("pk", flat=True):
            with changing(case_id, verb="switch_to_accounts", actor=actor, at=at) as record:
                record.capacity = capacity
                record.kind = "case.accounts_opened"
                record.data["to"] = agency.pk
        return held.filter(closed_at=None).count()

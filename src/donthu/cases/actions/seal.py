"""Put a party's identity into the vault: afterwards no table of ours holds it in the clear."""

from datetime import datetime

from donthu.cases.actions._record import Record, changing
from donthu.cases.actor import Actor
from donthu.cases.chain import keeper_of
from donthu.cases.errors import Refused
from donthu.cases.models import Party, Publication, PublicCopy
from donthu.cases.subjects import subject_of
from donthu.cases.visibility import HIDEABLE
from donthu.law.grammar import Effect, Role
from donthu.vault import box

MAY_SEAL = (Role.CLERK, Role.DEPUTY, Role.HEAD)
SEALED_FIELDS = ("kind", "name", "phone", "email", "address", "area_id", "id_number", "tax_code")


def seal(*, case_id: int, actor: Actor, at: datetime) -> None:
    """Move the sender of the case into the vault. Raises Refused; sealing twice changes nothing."""
    with changing(case_id, verb="seal", actor=actor, at=at) as record:
        agency_id = keeper_of(record.case, record.assignments)
        roles = record.actor.roles_at(agency_id)
        role = next((role for role in MAY_SEAL if role in roles), None)
        if role is None:
            raise Refused("Chỉ văn thư và lãnh đạo của cơ quan đang giữ hồ sơ mới niêm phong được.")
        record.act_as(agency_id, role)
        senders = Party.objects.select_related("person").filter(
            case=record.case, role__in=HIDEABLE, person__isnull=False
        )
        for party in senders:
            person = party.person
            assert person is not None
            party.sealed = box.put(
                subject=subject_of(case_id),
                kind=party.role,
                data={name: getattr(person, name) for name in SEALED_FIELDS},
                at=at,
            )
            party.person = None
            party.save(update_fields=["sealed", "person"])
            person.delete()
        _publishing_ends(record)
        record.case.restricted = True
        record.kind = "case.sealed"


def _publishing_ends(record: Record) -> None:
    """Nobody reads any more what may tell who sent it: the public copy is taken down, and the
    prepared one, which says also what was covered, goes."""
    case = record.case
    PublicCopy.objects.filter(case=case).delete()
    Publication.objects.filter(case=case, taken_down_at=None).update(taken_down_at=record.at)
    step = next((s for s in record.procedure.steps if Effect.TAKE_DOWN in s.does), None)
    if step is not None and case.state in step.start and step.end:
        case.state = step.end

"""Opening, moving and closing agencies. What was keeps its place in history."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, Value
from django.db.models.functions import Concat, Substr
from django.dispatch import Signal

from donthu.agencies import known, local_law
from donthu.agencies.errors import NotPossible
from donthu.agencies.models import Agency, AgencySuccession, Membership
from donthu.ledger.book import record

# Sent before an agency is closed, with the `agency`: a room whose work it would strand raises
# NotPossible.
closing = Signal()


@transaction.atomic
def open_agency(
    *, code: str, name: str, kind: str, level: str, at: datetime, by: int | None, **fields: Any
) -> Agency:
    """A new agency below `parent`, one of the further `fields` of the model; `by`: the officer's id.

    ValidationError, with Vietnamese sentences by field, when a field is not right.
    """
    agency = Agency(code=code, name=name, kind=kind, level=level, **fields)
    agency.fill()
    agency.full_clean()
    agency.save()
    _note(agency, "agency_opened", at, by)
    return agency


@transaction.atomic
def move_agency(agency: Agency, *, parent: Agency, at: datetime, by: int | None) -> Agency:
    """Puts the agency, with all below it, under another parent."""
    agency = Agency.objects.select_for_update().get(pk=agency.pk)
    if parent.path.startswith(agency.path):
        raise NotPossible("Không thể đặt một cơ quan dưới chính nó hoặc dưới đơn vị của nó.")
    below = Agency.objects.filter(path__startswith=agency.path).exclude(pk=agency.pk)
    begin = len(agency.path) + 1
    new_path = f"{parent.path}{agency.code}/"
    below.update(path=Concat(Value(new_path), Substr("path", begin)))
    agency.parent = parent
    agency.save()
    _note(agency, "agency_moved", at, by, parent=parent.pk)
    return agency


@transaction.atomic
def close_agency(
    agency: Agency,
    *,
    until: date,
    into: Sequence[Agency],
    decision: str,
    at: datetime,
    by: int | None,
) -> None:
    """Ends the agency after the day `until`; from the next day `into` do its work.

    The memberships of its officers end with it. NotPossible while agencies below it go on, or it
    holds work that nobody would finish.
    """
    if Agency.objects.filter(
        Q(until=None) | Q(until__gt=until), path__startswith=agency.path
    ).exclude(pk=agency.pk):
        raise NotPossible(
            "Còn đơn vị trực thuộc đang hoạt động: hãy kết thúc hoặc chuyển chúng trước."
        )
    closing.send(Agency, agency=agency)
    agency.until = until
    agency.save(update_fields=["until"])
    for new in into:
        AgencySuccession.objects.create(
            old=agency, new=new, since=until + timedelta(days=1), decision=decision
        )
    Membership.objects.filter(
        Q(until=None) | Q(until__gt=until), agency=agency, since__lte=until
    ).update(until=until)
    _note(agency, "agency_closed", at, by, into=[new.pk for new in into])


def _note(agency: Agency, kind: str, at: datetime, by: int | None, **data: object) -> None:
    local_law.forget()
    known.changed()
    record(
        subject=f"agency:{agency.pk}", kind=kind, at=at, actor_id=by, agency_id=agency.pk, data=data
    )

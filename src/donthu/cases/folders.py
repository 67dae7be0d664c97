"""Where cases lie for agencies: their folders, how full these are, and what waits there for whom."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from donthu.cases.keeping_away import hidden_from
from donthu.cases.models import Position
from donthu.cases.visibility import LEADING, Placed, acts_for
from donthu.law.grammar import Folder, Role

OPEN_FOLDERS = ("incoming", "working", "sent", "returned")  # where a clock can run out


def folder(agency_ids: Sequence[int], name: Folder) -> QuerySet[Position]:
    """The positions in a folder of these agencies, newest case first."""
    return Position.objects.filter(agency__in=agency_ids, folder=name.value).order_by("-case_id")


def overdue(agency_ids: Sequence[int], at: datetime) -> QuerySet[Position]:
    """The open positions of these agencies whose clock has run out, longest first."""
    return Position.objects.filter(
        agency__in=agency_ids,
        folder__in=OPEN_FOLDERS,
        due_at__lt=at,
    ).order_by("due_at", "case_id")


def folder_counts(
    agency_ids: Sequence[int],
    at: datetime,
    folders: Iterable[Folder] = Folder,
    *,
    officer_id: int | None = None,
) -> dict[str, int]:
    """How many positions of these agencies lie in each of `folders`, and how many are overdue; with
    an officer, without the cases that are about that officer."""
    names = [folder.value for folder in folders]
    lying = Position.objects.filter(agency__in=agency_ids, folder__in=names)
    if officer_id is not None:
        lying = lying.exclude(hidden_from(officer_id))
    rows = lying.values("folder").annotate(
        count=Count("pk"), late=Count("pk", filter=Q(due_at__lt=at))
    )
    counts = dict.fromkeys(names, 0) | {"overdue": 0}
    for row in rows:
        counts[row["folder"]] = row["count"]
        if row["folder"] in OPEN_FOLDERS:
            counts["overdue"] += row["late"]
    return counts


def hidden_counts(agency_id: int, officer_id: int, folders: Iterable[Folder]) -> dict[str, int]:
    """How many positions in each of these folders of the agency are of cases about the officer;
    there are hardly ever any, so this is quick where counting all is not."""
    names = [folder.value for folder in folders]
    hidden = Position.objects.filter(hidden_from(officer_id), agency=agency_id, folder__in=names)
    found = hidden.values_list("folder").annotate(count=Count("pk"))
    return dict.fromkeys(names, 0) | dict(found.order_by())


def waiting(duties: Iterable[Placed], officer_id: int) -> QuerySet[Position]:
    """The positions that wait for a step of this officer in any duty; those of an officer whose
    account is closed wait for who gives out the work."""
    mine = Q(pk__in=[])
    by_agency: dict[int, list[str]] = {}
    duties = list(duties)
    own = acts_for(officer_id, duties)
    for duty in duties:
        if duty.role not in {Role.AGENCY_ADMIN, Role.SYSTEM_ADMIN, Role.WATCHER}:
            by_agency.setdefault(duty.agency_id, []).append(str(duty.role))
    for agency_id, roles in by_agency.items():
        mine |= Q(agency=agency_id, waits_for__overlap=roles)
        if not LEADING.isdisjoint(roles):
            mine |= Q(agency=agency_id, officer__is_active=False)
    return Position.objects.exclude(waits_for=[]).filter(
        mine, Q(officer=None) | Q(officer__in=own) | Q(officer__is_active=False)
    )

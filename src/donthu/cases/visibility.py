"""Who may see which cases: the one queryset that every reader starts from."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from django.db.models import Exists, OuterRef, Q, QuerySet

from donthu.agencies.models import Agency
from donthu.cases.keeping_away import about
from donthu.cases.models import Assignment, Case, Party, Position
from donthu.law.grammar import Role

READING = frozenset({Role.CLERK, Role.HANDLER, Role.UNIT_HEAD, Role.DEPUTY, Role.HEAD})
HIDEABLE = frozenset({Party.Role.SENDER, Party.Role.REPRESENTATIVE})
LEADING = frozenset({Role.CLERK, Role.UNIT_HEAD, Role.DEPUTY, Role.HEAD})


class Seated(Protocol):
    """A role at an agency, of a duty or of a capacity."""

    @property
    def agency_id(self) -> int: ...
    @property
    def role(self) -> str: ...


class Placed(Seated, Protocol):
    """What visibility needs of a duty."""

    @property
    def path(self) -> str: ...
    @property
    def on_behalf_of(self) -> int | None: ...


def visible_to(officer_id: int, duties: Iterable[Placed]) -> QuerySet[Case]:
    """The cases that an officer with these duties may see; all others do not exist for them.

    An agency sees the cases in whose hand-overs it has or had a part. Who watches sees the cases
    of all agencies below. A restricted case is seen by its officer, the clerk and the leaders. Nobody
    sees a case that is about oneself.
    Administrators see none (law.md 5.4).
    """
    duties = list(duties)
    agencies = _agencies(duties)
    lies_here = Exists(Position.objects.filter(agency__in=agencies, case=OuterRef("pk")))
    leads = {d.agency_id for d in duties if d.role in LEADING}
    if leads >= agencies:  # who leads wherever the case lies sees it, restricted or not
        return Case.objects.filter(lies_here).exclude(about([officer_id]))
    open_to_me = (
        Q(restricted=False)
        | Q(officer_id__in=acts_for(officer_id, duties))
        | Exists(Position.objects.filter(case=OuterRef("pk"), agency__in=leads))
    )
    return Case.objects.filter(open_to_me, lies_here).exclude(about([officer_id]))


def why_hidden(case: Case, party: Party, duties: Sequence[Placed], part: Collection[int]) -> str:
    """Why the person behind a party is not shown to an officer with these duties; empty when shown.

    `part` are the agencies with a part in the case (`with_a_part`): their officers read names, who
    only watches does not. A sender who asked for it is known to the clerk of the agency that
    received the letter alone. Nobody reads a sealed one here.
    """
    if party.person_id is None:
        return "Danh tính đã niêm phong"
    if party.role in HIDEABLE and hides_sender_from(case, duties):
        return "Người gửi đề nghị giấu tên"
    if not reads_names(duties, part):
        return "Chỉ cơ quan giải quyết được xem"
    return ""


def reads_names(seats: Iterable[Seated], part: Collection[int]) -> bool:
    """Whether who sits there works on the case at an agency of `part` (`with_a_part`)."""
    return any(s.agency_id in part and s.role in READING for s in seats)


def hides_sender_from(case: Case, seats: Iterable[Seated]) -> bool:
    """Whether the sender asked to be hidden from an officer who sits there."""
    received_it = any(s.agency_id == case.root_id and s.role == Role.CLERK for s in seats)
    return case.hide_sender and not received_it


def with_a_part(case: Case, assignments: Iterable[Assignment]) -> frozenset[int]:
    """The agencies with a part in a case, for `why_hidden`: the one that received the letter, and
    both ends of each of its `assignments`."""
    ends = (agency_id for each in assignments for agency_id in (each.giver_id, each.to_id))
    return frozenset({case.root_id, *ends})


def acts_for(officer_id: int, duties: Iterable[Placed]) -> set[int]:
    """The officer and those in whose name the officer acts now."""
    return {officer_id} | {d.on_behalf_of for d in duties if d.on_behalf_of is not None}


def readable_agencies(duties: Sequence[Placed]) -> list[int]:
    """The agencies whose folders an officer with these duties may open."""
    return sorted({d.agency_id for d in duties if d.role in READING or d.role == Role.WATCHER})


def _agencies(duties: Sequence[Placed]) -> set[int]:
    """The agencies whose cases the duties open."""
    agencies = {d.agency_id for d in duties if d.role in READING}
    for duty in duties:
        if duty.role == Role.WATCHER:
            # Read first: as a condition on the path it is joined for every case there is.
            below = Agency.objects.filter(path__startswith=duty.path)
            agencies.update(below.order_by().values_list("pk", flat=True))
    return agencies

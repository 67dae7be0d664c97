"""The lists of cases of the desk by their address: what lies there, and what was chosen of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from donthu.cases import codes, folders
from donthu.cases.queries import visible_ids
from donthu.cases.worklist import AnyPosition, Section, open_to, worklist
from donthu.desk.access import DeskRequest
from donthu.desk.back import NAME, Back, back_from, list_of
from donthu.desk.filters import Filters
from donthu.desk.menu import OVERDUE, TITLES
from donthu.law.grammar import Folder

MOST = 10_000  # cases that are chosen at once
BY_DATE = frozenset({OVERDUE, Folder.WORKING})  # nearest end first; of the others the newest
SECTIONS: tuple[tuple[Section, str], ...] = (
    (Section.LATE, "qua-han"),
    (Section.SOON, "den-han"),
    (Section.SIGNATURE, "cho-ky"),
    (Section.BACK, "tra-lai"),
    (Section.REST, "con-han"),
)
BY_SLUG = {slug: section for section, slug in SECTIONS}


@dataclass(frozen=True)
class Chosen:
    """The cases that an address chooses, in no order, and the list they were chosen from."""

    case_ids: tuple[int, ...]
    back: Back


def in_folder(request: DeskRequest, folder: str, filters: Filters) -> QuerySet[AnyPosition]:
    """What lies in that folder of the agency of the duty and fits the filters."""
    agency_id = request.duty.agency_id
    if folder == OVERDUE:
        positions = folders.overdue([agency_id], request.at)
    else:
        positions = folders.folder([agency_id], Folder(folder))
    positions = positions.filter(open_to(request.user.pk, request.officer_duties))
    if folder in BY_DATE:
        positions = positions.order_by("due_at", "case_id")
    return filters.narrow(positions)


def chosen(request: DeskRequest) -> Chosen:
    """What `?ho-so=…&ho-so=…` or `?tat-ca=1&tu=…` choose, as far as the officer may see it."""
    back = back_from(request)
    if request.GET.get("tat-ca"):
        found = _all_of(request, request.GET.get(NAME, ""))
    else:
        found = visible_ids(
            _codes(request.GET.getlist("ho-so")), request.user.pk, request.officer_duties
        )
    return Chosen(tuple(dict.fromkeys(found)), back)


def _all_of(request: DeskRequest, address: str) -> Iterable[int]:
    """The cases of a whole list of the desk."""
    folder, query = list_of(address)
    given = QueryDict(query)
    if folder in TITLES:
        agency_id = request.duty.agency_id
        filters = Filters(given, agency_id, folder)
        positions = in_folder(request, folder, filters)
    elif folder == "":
        positions = worklist(request.officer_duties, request.user.pk, request.at)
        if (section := BY_SLUG.get(given.get("muc", ""))) is not None:
            positions = positions.filter(section=section)  # type: ignore[misc]
    else:
        return ()
    return positions.values_list("case_id", flat=True)[:MOST]


def _codes(typed: Iterable[str]) -> list[str]:
    found = []
    for each in typed:
        try:
            found.append(codes.read(each))
        except codes.BadCode:
            continue
    return found[:MOST]

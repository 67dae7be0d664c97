"""What a folder can be narrowed by; all of it stands in the address, none of it is ever an error."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.http import urlencode

from donthu.agencies.models import Agency, Area, Field, Officer
from donthu.cases.worklist import AnyPosition
from donthu.desk.asked import asked
from donthu.desk.menu import OVERDUE
from donthu.law import registry
from donthu.law.grammar import Folder
from donthu.search.find import case_ids

NOBODY = "chua"  # no officer is responsible yet
SEARCHED = 40  # more choices than these are searched by typing
Choices = list[tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One list to choose from, and what is chosen of it; nothing when that is not offered."""

    name: str
    label: str
    choices: Choices
    chosen: str

    @property
    def searched(self) -> bool:
        """Whether the list is so long that one types to find."""
        return len(self.choices) > SEARCHED


class Filters:
    """The filters of a folder of an agency, as an address sets them."""

    def __init__(self, given: QueryDict, agency_id: int, folder: str) -> None:
        agency = Agency.objects.get(pk=agency_id)
        self.q = asked(given, "q")
        offered = (
            ("linh-vuc", "Lĩnh vực", _fields()),
            ("trang-thai", "Trạng thái", _states(folder)),
            ("dia-ban", "Địa bàn", _areas(agency)),
            ("co-quan", "Cơ quan tham gia", _below(agency)),
            ("nguoi", "Người giải quyết", _officers(agency, folder)),
        )
        self.lists = tuple(
            Choice(
                name=name, label=label, choices=choices, chosen=_one_of(choices, given.get(name))
            )
            for name, label, choices in offered
            if len(choices) > 1
        )

    @property
    def used(self) -> bool:
        """Whether anything narrows the folder."""
        return bool(self.q) or any(each.chosen for each in self.lists)

    @property
    def chosen(self) -> str:
        """What stands behind the question mark of the address of what is chosen from the lists.
        Words to look for are no part of it: they may be somebody's name or phone, so nothing that
        is kept holds them."""
        return urlencode([(each.name, each.chosen) for each in self.lists if each.chosen])

    def narrow(self, positions: QuerySet[AnyPosition]) -> QuerySet[AnyPosition]:
        """Those positions that fit what was chosen."""
        if self.q:
            start = self.q.replace("-", "").upper()
            by_code = Q(case__code__startswith=start) if len(start) > 3 else Q(pk__in=[])
            positions = positions.filter(by_code | Q(case__in=case_ids(self.q)))
        for each in self.lists:
            if each.chosen:
                positions = positions.filter(_CONDITIONS[each.name](each.chosen))
        return positions


_CONDITIONS = {
    "linh-vuc": lambda chosen: Q(case__field=int(chosen)),
    "trang-thai": lambda chosen: Q(case__state=chosen),
    "dia-ban": lambda chosen: Q(case__area=int(chosen)) | Q(case__area__parent=int(chosen)),
    "co-quan": lambda chosen: Q(case__positions__agency=int(chosen)),
    "nguoi": lambda chosen: Q(case__officer=None if chosen == NOBODY else int(chosen)),
}


def _one_of(choices: Choices, given: str | None) -> str:
    return given if given and given in dict(choices) else ""


def _states(folder: str) -> Choices:
    """The states that cases of that folder may be in, of all procedures."""
    anywhere = folder in {OVERDUE, Folder.SENT, Folder.RETURNED}
    found = {
        state.key: state.title
        for law in registry.procedures().values()
        for state in law.states
        if anywhere or state.folder == folder
    }
    return list(found.items())


def _fields() -> Choices:
    rows = Field.objects.order_by("catalogue", "position").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def _areas(agency: Agency) -> Choices:
    """The places right below the agency's own; provinces for an agency of the whole country."""
    rows = Area.objects.filter(parent=agency.area_id, until=None).order_by("name")
    return [(str(pk), name) for pk, name in rows.values_list("pk", "name")]


def _below(agency: Agency) -> Choices:
    rows = Agency.objects.filter(parent=agency).order_by("path").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def _officers(agency: Agency, folder: str) -> Choices:
    """Those who settle cases of the agency, where it matters who does."""
    if folder not in {OVERDUE, Folder.WORKING, Folder.AWAITING}:
        return []
    found = Officer.objects.filter(memberships__agency=agency, is_active=True).distinct()
    rows = found.order_by("full_name").values_list("pk", "full_name")
    return [(NOBODY, "Chưa phân công"), *((str(pk), name) for pk, name in rows)]

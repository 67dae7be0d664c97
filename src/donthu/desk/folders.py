"""The folders of an agency: where its cases lie, filtered in the address, a page at a time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse

from donthu.agencies.models import Agency, Area, Field
from donthu.cases import queries
from donthu.cases.worklist import AnyPosition, open_to
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.back import carried_from
from donthu.desk.menu import OVERDUE, TITLES
from donthu.desk.rows import row_of, with_columns
from donthu.law import registry
from donthu.law.grammar import Folder
from donthu.search.find import case_ids
from donthu.ui.fields import OneField, TextField

PAGE = 50
EMPTY = {
    Folder.INCOMING: "Phản ánh, kiến nghị mới gửi hoặc do cơ quan khác chuyển đến nằm ở đây cho tới "
    "khi được tiếp nhận.",
    Folder.WORKING: "Việc đã tiếp nhận và cơ quan đang tự giải quyết nằm ở đây.",
    Folder.SENT: "Việc đã chuyển cho cơ quan khác mà chưa có câu trả lời nằm ở đây.",
    Folder.RETURNED: "Việc bị đơn vị trả lại hoặc cần làm lại nằm ở đây.",
    Folder.AWAITING: "Việc đang chờ người gửi bổ sung thông tin nằm ở đây; hạn trả lời tạm dừng.",
    OVERDUE: "Không có việc nào quá hạn.",
    Folder.ANSWERED: "Việc đã trả lời người gửi nằm ở đây.",
    Folder.CLOSED: "Việc không tiếp nhận, đã trả lại nơi chuyển hoặc đã từ chối nằm ở đây.",
}


class FolderPage(DeskView):
    """One folder of the agency of the current duty."""

    def get(self, request: DeskRequest, folder: str) -> HttpResponse:
        """The page."""
        if folder not in TITLES:
            raise Http404
        agency_id = request.duty.agency_id
        chosen = FilterForm(request.GET, agency_id=agency_id, folder=folder)
        if folder == OVERDUE:
            positions = queries.overdue([agency_id], request.at)
        else:
            positions = queries.folder([agency_id], Folder(folder))
        positions = positions.filter(open_to(request.user.pk, request.officer_duties))
        positions = chosen.narrow(positions)
        after = Place.read(request.GET.get("sau", ""))
        if after is not None:
            positions = positions.filter(after.beyond(by_date=folder == OVERDUE))
        found = list(with_columns(positions)[: PAGE + 1])
        rows = [
            row_of(position, at=request.at, carried=carried_from(request))
            for position in found[:PAGE]
        ]
        last = found[PAGE - 1] if len(found) > PAGE else None
        return self.page(
            "desk/folder.html",
            {
                "title": TITLES[folder],
                "agency": request.duty.agency_name,
                "form": chosen,
                "filtered": chosen.used,
                "rows": rows,
                "empty": EMPTY[folder],
                "next_href": _address(request, Place.of(last).written) if last else "",
                "first_href": _address(request, "") if after else "",
            },
            here=folder,
        )


@dataclass(frozen=True)
class Place:
    """Where a page ends: the case, and its end in lists ordered by date."""

    case_id: int
    due_at: datetime | None

    @classmethod
    def of(cls, position: AnyPosition) -> "Place":
        """The place of that row."""
        return cls(position.case_id, position.due_at)

    @classmethod
    def read(cls, written: str) -> "Place | None":
        """What `written` gave; None for anything else."""
        case_id, _, due = written.partition("_")
        try:
            return cls(int(case_id), datetime.fromisoformat(due) if due else None)
        except ValueError:
            return None

    @property
    def written(self) -> str:
        """The place as it stands in an address."""
        return f"{self.case_id}_{self.due_at.isoformat() if self.due_at else ''}"

    def beyond(self, *, by_date: bool) -> Q:
        """The condition of what comes after this place."""
        if by_date and self.due_at:
            return Q(due_at__gt=self.due_at) | Q(due_at=self.due_at, case_id__gt=self.case_id)
        return Q(case_id__lt=self.case_id)


class FilterForm(forms.Form):
    """What a folder can be narrowed by; all of it optional, none of it ever an error."""

    def __init__(self, data: Any, *, agency_id: int, folder: str) -> None:
        super().__init__(data, label_suffix="")
        agency = Agency.objects.select_related("area").get(pk=agency_id)
        self.fields["q"] = TextField(label="Từ khóa, mã số", required=False, max_characters=200)
        self.fields["linh-vuc"] = _choice("Lĩnh vực", _fields())
        if states := _states(folder):
            self.fields["trang-thai"] = _choice("Trạng thái", states)
        if areas := _areas(agency):
            self.fields["dia-ban"] = _choice("Địa bàn", areas)
        if below := _below(agency):
            self.fields["co-quan"] = _choice("Cơ quan tham gia", below)
        self.full_clean()
        self.used = any(self.cleaned_data.values())

    def narrow(self, positions: QuerySet[AnyPosition]) -> QuerySet[AnyPosition]:
        """Those positions that fit what was chosen."""
        chosen = self.cleaned_data
        if q := chosen.get("q"):
            start = q.replace("-", "").upper()
            by_code = Q(case__code__startswith=start) if len(start) > 3 else Q(pk__in=[])
            positions = positions.filter(by_code | Q(case__in=case_ids(q)))
        if field := chosen.get("linh-vuc"):
            positions = positions.filter(case__field=int(field))
        if state := chosen.get("trang-thai"):
            positions = positions.filter(case__state=state)
        if area := chosen.get("dia-ban"):
            positions = positions.filter(Q(case__area=int(area)) | Q(case__area__parent=int(area)))
        if agency := chosen.get("co-quan"):
            positions = positions.filter(case__positions__agency=int(agency))
        return positions


def _choice(label: str, choices: list[tuple[str, str]]) -> OneField:
    return OneField(label=label, choices=choices, required=False)


def _states(folder: str) -> list[tuple[str, str]]:
    """The states that cases of that folder may be in, of all procedures."""
    anywhere = folder in {OVERDUE, Folder.SENT, Folder.RETURNED}
    found = {
        state.key: state.title
        for law in registry.procedures().values()
        for state in law.states
        if anywhere or state.folder == folder
    }
    return list(found.items()) if len(found) > 1 else []


def _fields() -> list[tuple[str, str]]:
    rows = Field.objects.order_by("catalogue", "position").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def _areas(agency: Agency) -> list[tuple[str, str]]:
    """The places right below the agency's own; provinces for an agency of the whole country."""
    rows = Area.objects.filter(parent=agency.area_id, until=None).order_by("name")
    return [(str(area.pk), area.name) for area in rows.only("name")]


def _below(agency: Agency) -> list[tuple[str, str]]:
    rows = Agency.objects.filter(parent=agency).order_by("path").values_list("pk", "name")
    return [(str(pk), name) for pk, name in rows]


def _address(request: DeskRequest, after: str) -> str:
    kept = request.GET.copy()
    kept.pop("sau", None)
    if after:
        kept["sau"] = after
    return f"?{kept.urlencode()}"

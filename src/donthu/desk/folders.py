"""The folders of an agency: where its cases lie, filtered in the address, a page at a time."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.http import Http404, HttpResponse

from donthu.cases.listed import Listed, listed
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.asked import number
from donthu.desk.back import carried_from
from donthu.desk.bulk_bar import bulk_bar
from donthu.desk.filters import Filters
from donthu.desk.lists import BY_DATE, in_folder
from donthu.desk.menu import OVERDUE, TITLES
from donthu.desk.rows import row_of
from donthu.desk.saved_views import SaveForm, may_share, tabs_of, views_of
from donthu.law.grammar import Folder

PAGE = 30
OVER = (Folder.SENT, Folder.ANSWERED, Folder.CLOSED)  # where nothing is to be done for many
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
        filters = Filters(request.GET, request.duty.agency_id, folder)
        positions = whole = in_folder(request, folder, filters)
        after = Place.read(request.GET.get("sau", ""))
        if after is not None:
            positions = positions.filter(after.beyond(by_date=folder in BY_DATE))
        found = listed(positions[: PAGE + 1])
        views = tabs_of(views_of(request.user, request.duty), folder, filters.chosen)
        to_name = filters.chosen and not any(view.current for view in views)
        carried = carried_from(request)
        rows = [row_of(each, at=request.at, carried=carried) for each in found[:PAGE]]
        last = found[PAGE - 1] if len(found) > PAGE else None
        return self.page(
            "desk/folder.html",
            {
                "title": TITLES[folder],
                "agency": request.duty.agency_name,
                "filters": filters,
                "folder": folder,
                "views": views,
                "save_form": SaveForm(may_share=may_share(request.duty)) if to_name else None,
                "rows": rows,
                "empty": EMPTY[folder],
                "bulk": bulk_bar(
                    request,
                    rows=len(rows),
                    whole=whole if last or after else None,
                    open_ones=folder not in OVER,
                ),
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
    def of(cls, row: Listed) -> "Place":
        """The place of that row."""
        return cls(row.case_id, row.due_at)

    @classmethod
    def read(cls, written: str) -> "Place | None":
        """What `written` gave; None for anything else."""
        case_id, _, due = written.partition("_")
        try:
            due_at = datetime.fromisoformat(due) if due else None
        except ValueError:
            return None
        if not number(case_id) or (due_at and due_at.tzinfo is None):
            return None
        return cls(number(case_id), due_at)

    @property
    def written(self) -> str:
        """The place as it stands in an address."""
        return f"{self.case_id}_{self.due_at.isoformat() if self.due_at else ''}"

    def beyond(self, *, by_date: bool) -> Q:
        """The condition of what comes after this place."""
        if not by_date:
            return Q(case_id__lt=self.case_id)
        same = Q(due_at=self.due_at, case_id__gt=self.case_id)
        return same | Q(due_at__gt=self.due_at) | Q(due_at=None) if self.due_at else same


def _address(request: DeskRequest, after: str) -> str:
    kept = request.GET.copy()
    kept.pop("sau", None)
    if after:
        kept["sau"] = after
    return f"?{kept.urlencode()}"

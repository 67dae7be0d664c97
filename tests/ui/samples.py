"""Made-up contents of the gallery: one of each component, as the pages will fill it."""

import json
from datetime import date, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.http import HttpRequest, JsonResponse
from django.utils.safestring import mark_safe

from donthu.law.grammar import Field, Input, Role, Step
from donthu.law.remaining import Remaining
from donthu.ui.step_form import form_for

TODAY = date(2026, 11, 23)
AGENCIES = [
    (str(n), f"Ủy ban nhân dân xã {name}")
    for n, name in enumerate(
        [
            "Mỹ An",
            "Tân Hộ Cơ",
            "Đốc Binh Kiều",
            "Thanh Mỹ",
            "Phú Điền",
            "Tháp Mười",
            "Trường Xuân",
            "Hưng Thạnh",
            "Mỹ Quí",
            "Thạnh Lợi",
            "Cao Lãnh",
            "Mỹ Trà",
        ]
    )
]
OFFICERS = [("1", "Lê Minh Tâm"), ("2", "Nguyễn Thị Hoa"), ("3", "Trần Quốc Bảo")]

STEP = Step(
    key="try",
    title="Thử",
    law="",
    by=(Role.CLERK,),
    start=("new",),
    end=None,
    done="{agency} thử",
    asks=(
        Field(name="subject", title="Về việc", max_length=250),
        Field(name="received", title="Ngày nhận", type=Input.DATE),
        Field(
            name="content",
            title="Tóm tắt nội dung",
            type=Input.LONG_TEXT,
            max_length=3000,
            hint="Chỉ ghi việc, không ghi tên người bị tố cáo.",
        ),
        Field(
            name="result",
            title="Kết quả",
            type=Input.CHOICE,
            choices=(("accepted", "Tiếp thu"), ("explained", "Giải trình")),
        ),
        Field(name="lead", title="Cơ quan chủ trì", type=Input.AGENCY),
        Field(name="cooperating", title="Cơ quan phối hợp", type=Input.AGENCIES, required=False),
        Field(name="officer", title="Người giải quyết", type=Input.OFFICER),
        Field(
            name="review",
            title="Xem kết quả trước khi trả lời người gửi",
            type=Input.FLAG,
            required=False,
        ),
        Field(name="files", title="Bản quét đơn, phong bì", type=Input.FILES, required=False),
    ),
)
CHOICES = {"lead": AGENCIES, "cooperating": AGENCIES, "officer": OFFICERS}


def _at(*when: int) -> datetime:
    return datetime(*when, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))  # type: ignore[arg-type,misc]


def _left(text: str, tone: Literal["late", "due", "ok"]) -> Remaining:
    return Remaining(1, text, tone)


def _row(
    code: str,
    title: str,
    kind: str,
    note: str,
    left: Remaining,
    due_note: str,
    action: str,
    **more: Any,
) -> dict[str, Any]:
    return {
        "code": code,
        "href": "#",
        "title": title,
        "kind": kind,
        "note": note,
        "remaining": left,
        "due_note": due_note,
        "why_href": "#",
        "action": action,
        "action_href": "#",
        **more,
    }


GROUPS = [
    {
        "title": "Quá hạn",
        "tone": "late",
        "icon": "alert-circle",
        "count": 2,
        "rows": [
            _row(
                "7K3M-9Q2T",
                "Khiếu nại quyết định thu hồi đất thửa 125, tờ 7",
                "Khiếu nại",
                "Trần Văn M. và 6 người · xã Mỹ An · chờ thông báo thụ lý",
                _left("Quá 1 ngày làm việc", "late"),
                "Hạn 20/11/2026",
                "Thụ lý",
            ),
            _row(
                "2W8D-4HXN",
                "Đèn tín hiệu ngã tư hỏng vào sáng sớm",
                "Phản ánh",
                "phường Cao Lãnh · chưa có báo cáo của đơn vị",
                _left("Quá 2 ngày làm việc", "late"),
                "Sở Xây dựng giữ từ 09/11",
                "Đôn đốc",
                secondary=True,
                why_href="",
            ),
        ],
    },
    {
        "title": "Đến hạn hôm nay và ba ngày tới",
        "tone": "due",
        "icon": "calendar-event",
        "count": 7,
        "rows": [
            _row(
                "8T4J-3MVC",
                "Báo cáo kết quả xác minh nguồn gốc đất tại xã Tân Hộ Cơ",
                "Nhiệm vụ",
                "UBND tỉnh giao · báo cáo trước 15 giờ",
                _left("Hôm nay", "due"),
                "Hạn 23/11/2026",
                "Báo cáo",
            ),
            _row(
                "5R1P-8ZKQ",
                "Tố cáo",
                "",
                "Xử lý ban đầu · 1 đơn trùng ở cơ quan khác",
                _left("Còn 2 ngày làm việc", "due"),
                "Hạn 26/11/2026",
                "Xử lý ban đầu",
                sealed=True,
            ),
            _row(
                "5G2N-7PXE",
                "Cử tri đề nghị nạp vét kênh Nguyễn Văn Tiếp",
                "Kiến nghị cử tri",
                "Kỳ họp thứ 10 · nêu lần thứ 3 · 2 nơi gửi",
                _left("Còn 3 ngày làm việc", "due"),
                "Hạn 27/11/2026",
                "Trả lời",
            ),
        ],
    },
    {
        "title": "Trả lại và bổ sung",
        "tone": "",
        "icon": "arrow-back-up",
        "count": 5,
        "rows": [
            _row(
                "9C4T-1VBM",
                "Hồ sơ đất đai chậm trả kết quả 3 tháng",
                "Phản ánh",
                "Công dân vừa bổ sung 2 tệp",
                _left("Còn 5 ngày làm việc", "ok"),
                "Hạn 01/12/2026",
                "Xem bổ sung",
            ),
        ],
    },
]

MENU = [
    {
        "title": "",
        "entries": [
            {
                "title": "Việc hôm nay",
                "href": "#",
                "icon": "file-check",
                "count": 14,
                "current": True,
            },
            {"title": "Tiếp nhận đơn", "href": "#", "icon": "file-plus"},
            {"title": "Tiếp công dân", "href": "#", "icon": "users", "count": 3},
        ],
    },
    {
        "title": "Hồ sơ",
        "entries": [
            {"title": "Mới đến", "href": "#", "icon": "inbox", "count": 6},
            {"title": "Đang xử lý", "href": "#", "icon": "circle-dashed", "count": 41},
            {"title": "Đã chuyển", "href": "#", "icon": "send", "count": 128},
            {"title": "Chờ bổ sung", "href": "#", "icon": "message-plus", "count": 5},
            {
                "title": "Quá hạn",
                "href": "#",
                "icon": "clock-exclamation",
                "count": 2,
                "late": True,
            },
            {"title": "Đã trả lời", "href": "#", "icon": "circle-check", "count": 1904},
        ],
    },
    {
        "title": "Theo dõi",
        "entries": [
            {"title": "Nhiệm vụ giao", "href": "#", "icon": "list-check", "count": 9},
            {"title": "Sổ sách", "href": "#", "icon": "book"},
            {"title": "Báo cáo", "href": "#", "icon": "table"},
            {"title": "Tổng quan", "href": "#", "icon": "chart-bar"},
        ],
    },
]

ENTRIES = [
    {
        "sentence": mark_safe(
            "Văn phòng Đăng ký đất đai <b>báo cáo kết quả</b>, được xác nhận đạt"
        ),
        "at": _at(2026, 11, 17, 14, 12),
        "by": "Lê Minh Tâm",
    },
    {
        "sentence": mark_safe(
            "Nguyễn Thị Hoa <b>giao xác minh</b> cho Phòng Kinh tế, hạn 26/11/2026"
        ),
        "at": _at(2026, 11, 12, 9, 40),
    },
    {
        "sentence": mark_safe("Phân loại: <b>khiếu nại</b>, đủ điều kiện thụ lý (7/7 điều kiện)"),
        "at": _at(2026, 11, 11, 16, 5),
        "law": "Luật Khiếu nại, Điều 11",
    },
    {
        "sentence": "4 bước máy tự ghi: tin nhắn, thư điện tử, nhắc hạn",
        "folded": [{"sentence": "Gửi tin nhắn báo mã số", "at": _at(2026, 11, 11, 8, 31)}],
    },
    {
        "sentence": "Tiếp nhận tại buổi tiếp công dân, vào sổ số 318/2026",
        "at": _at(2026, 11, 11, 8, 30),
    },
]

WHY = {
    "due": date(2026, 11, 20),
    "sentence": mark_safe("Thông báo thụ lý trong <b>7 ngày làm việc</b> kể từ ngày nhận đơn."),
    "law": "Nghị định 155/2026/NĐ-CP, Điều 10",
    "rows": [
        ("Nhận đơn", "Thứ Tư 11/11", "không tính"),
        ("Ngày 1–2", "12/11, 13/11", ""),
        ("Bỏ qua", "14–15/11", "cuối tuần"),
        ("Ngày 3–7", "16/11 – 20/11", ""),
        ("Hết hạn", "Thứ Sáu 20/11/2026", ""),
    ],
}


def gallery() -> dict[str, Any]:
    """One of each component of the desk; the form has been sent with mistakes."""
    return {
        "today": TODAY,
        "menu": MENU,
        "me": {
            "name": "Nguyễn Thị Hoa",
            "duty": "Chuyên viên · UBND xã Mỹ An",
            "others": [{"id": 2, "duty": "Văn thư · UBND xã Mỹ An"}],
        },
        "tabs": [
            {"title": "Tất cả", "count": 14, "href": "#", "current": True},
            {"title": "Đơn thư", "count": 8, "href": "#"},
            {"title": "Phản ánh", "count": 3, "href": "#"},
            {"title": "Nhiệm vụ", "count": 3, "href": "#"},
        ],
        "groups": GROUPS,
        "primary": {"title": "Thụ lý", "href": "#", "icon": "gavel"},
        "others": [{"title": "Chuyển đơn", "href": "#"}, {"title": "Gia hạn", "href": "#"}],
        "closed": [
            {
                "title": "Gia hạn 45 ngày",
                "reason": "cần tài liệu chứng minh vụ việc phức tạp Điều 3a",
            }
        ],
        "files": [
            {"name": "Đơn khiếu nại.pdf", "note": "3 trang", "href": "#", "icon": "file-type-pdf"},
            {
                "name": "QĐ 214.pdf",
                "href": "#",
                "icon": "file-type-pdf",
                "signature": "Chữ ký hợp lệ",
            },
            {"name": "2 ảnh", "href": "#", "icon": "photo"},
        ],
        "handovers": [
            {
                "agency": "Phòng Kinh tế",
                "task": "xác minh nguồn gốc đất",
                "note": "Giao 12/11 theo văn bản 88/UBND · đã tiếp nhận 13/11",
                "remaining": _left("Còn 3 ngày làm việc", "due"),
            },
            {
                "agency": "Văn phòng Đăng ký đất đai",
                "task": "cung cấp hồ sơ",
                "note": "Trả lời 17/11, văn bản 402/VPĐK",
                "outcome": "Đạt · đúng hạn",
            },
        ],
        "entries": ENTRIES,
        "why": WHY,
        "twins": [
            {
                "code": "3F6Y-2LWA",
                "href": "#",
                "score": "92 %",
                "tone": "late",
                "note": "Thanh tra tỉnh · nhận 02/11/2026 · đang xử lý",
                "reasons": mark_safe(
                    "Trùng <mark>Trần Văn Mẫu</mark>; <mark>thửa 125 tờ 7</mark>; 83 % câu"
                ),
            },
            {
                "code": "8N1D-6QRS",
                "href": "#",
                "score": "61 %",
                "tone": "due",
                "note": "UBND xã Mỹ An · đã trả lời 02/10/2026",
            },
        ],
        "form": form_for(
            STEP,
            choices=CHOICES,
            upload_url="/tep-tam/",
            data={
                "subject": "Khiếu nại quyết định thu hồi đất thửa 125 tờ 7",
                "received": "31/02/2026",
                "content": "a" * 3001,
                "review": "on",
            },
        ),
        "figures": portal()["figures"],
        "table": [("UBND xã Mỹ An", 1204, 1187, 98.6), ("UBND xã Tân Hộ Cơ", 894, 801, 89.5)],
    }


def portal() -> dict[str, Any]:
    """One of each component of the portal; the form is new."""
    return {
        "figures": [
            {"value": "12.408", "label": "phản ánh năm 2026"},
            {"value": "11.872", "label": "đã trả lời", "href": "#"},
            {"value": "94,1 %", "label": "đúng hạn, tính cả việc còn trễ"},
            {"value": "8.214", "label": "người dân hài lòng"},
        ],
        "answers": [
            {
                "title": "Gờ giảm tốc ở lối vào sân bay không còn cần thiết",
                "href": "#",
                "summary": "Đơn vị đã kiểm tra và tháo dỡ hai gờ giảm tốc trong ngày 18/11…",
                "agency": "Sở Xây dựng",
                "at": date(2026, 11, 20),
                "field": "giao thông",
                "outcome": "Trả lời sớm 4 ngày",
            },
            {
                "title": "Mức hưởng bảo hiểm y tế khi khám trái tuyến từ 01/7/2026",
                "href": "#",
                "summary": "Theo quy định hiện hành, người tham gia được quỹ chi trả…",
                "agency": "Bảo hiểm xã hội",
                "at": date(2026, 11, 19),
                "field": "chính sách",
                "outcome": "Đúng hạn",
            },
        ],
        "remaining": _left("Còn 3 ngày làm việc", "due"),
        "entries": [
            {
                "sentence": "Sở Xây dựng đang xử lý, trả lời trước 26/11/2026.",
                "at": _at(2026, 11, 18, 8, 0),
                "tone": "waiting",
            },
            *ENTRIES,
        ],
        "why": WHY,
        "form": form_for(STEP, choices=CHOICES, upload_url="/tep-tam/"),
    }


def staged(request: HttpRequest) -> JsonResponse:
    """What the upload of a door answers: a token, or why the file is refused."""
    file = request.FILES["file"]
    if file.name.endswith(".exe"):
        return JsonResponse({"error": "Không nhận tệp chương trình."}, status=400)
    return JsonResponse(
        {"token": "t-" + json.dumps(file.size), "name": file.name, "size": file.size}
    )

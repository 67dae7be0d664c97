"""The side menu: what there is to do, with how many."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse

from donthu.agencies.duties import Duty
from donthu.agencies.models import Officer
from donthu.agencies.permissions import MATRIX, Right
from donthu.cases.folders import folder_counts, hidden_counts
from donthu.cases.visibility import LEADING
from donthu.cases.worklist import open_work
from donthu.law.grammar import Folder, Role
from donthu.law.words import FOLDER_NAMES, ROLE_NAMES

OVERDUE = "qua-han"
FOLDERS: tuple[tuple[str, str, str], ...] = (
    (Folder.INCOMING, FOLDER_NAMES[Folder.INCOMING], "inbox"),
    (Folder.WORKING, FOLDER_NAMES[Folder.WORKING], "circle-dashed"),
    (Folder.SENT, FOLDER_NAMES[Folder.SENT], "send"),
    (Folder.RETURNED, FOLDER_NAMES[Folder.RETURNED], "arrow-back-up"),
    (Folder.AWAITING, FOLDER_NAMES[Folder.AWAITING], "message-plus"),
    (OVERDUE, "Quá hạn", "clock-exclamation"),
    (Folder.ANSWERED, FOLDER_NAMES[Folder.ANSWERED], "circle-check"),
    (Folder.CLOSED, FOLDER_NAMES[Folder.CLOSED], "circle-x"),
)
TITLES = {key: title for key, title, _ in FOLDERS}
DONE = (Folder.ANSWERED, Folder.CLOSED)
DONE_KEPT = timedelta(minutes=1)  # what is done with only grows; counting a million takes its time

Counts = dict[str, int]
_done: dict[tuple[int, int | None], tuple[datetime, Counts]] = {}  # by agency, and officer


def menu(
    *,
    officer: Officer,
    duties: Sequence[Duty],
    duty: Duty,
    at: datetime,
    here: str,
    waiting: int | None,
) -> list[dict[str, Any]]:
    """The sections of the menu for `ui/parts/menu.html`; `here` is the entry of this page."""
    rights = {right for own in duties for right in MATRIX[own.role]}
    sections = []
    if Right.READ_CASES in rights:
        if waiting is None:
            waiting = open_work(duties, officer.pk).count()
        work = _entry("work", "Việc hôm nay", reverse("desk:work"), "file-check", here, waiting)
        first = [work]
        if any(own.role == Role.CLERK for own in duties):
            first.append(_entry("entry", "Nhập phản ánh", reverse("desk:entry"), "file-plus", here))
        counts = counts_of(duty.agency_id, officer.pk, at)
        folders = [
            _entry(key, title, reverse("desk:folder", args=[key]), icon, here, counts[key])
            for key, title, icon in FOLDERS
        ]
        sections += [{"title": "", "entries": first}, {"title": "Hồ sơ", "entries": folders}]
        figures = _entry("statistics", "Số liệu", reverse("desk:statistics"), "chart-bar", here)
        leaving = _entry("leaving", "Bàn giao việc", reverse("desk:leaving"), "users", here)
        gives_out = LEADING & {own.role for own in duties if own.agency_id == duty.agency_id}
        sections.append({"title": "", "entries": [figures, *([leaving] if gives_out else [])]})
    if Right.MANAGE_ACCOUNTS in rights:
        entries = [
            _entry("officers", "Cán bộ", reverse("desk:officers"), "users", here),
            _entry("permissions", "Bảng quyền", reverse("desk:permissions"), "table", here),
        ]
        sections.append({"title": "Quản trị", "entries": entries})
    entries = [
        _entry("delegations", "Ủy quyền", reverse("desk:delegations"), "user-check", here),
        _entry("account", "Tài khoản", reverse("desk:account"), "settings", here),
    ]
    sections.append({"title": "Cá nhân", "entries": entries})
    return sections


def counts_of(agency_id: int, officer_id: int, at: datetime) -> Counts:
    """How many cases lie in each folder of the agency, without those about the officer; those of
    what is done with are kept a minute by this process."""
    open_ones = [folder for folder in Folder if folder not in DONE]
    counts = folder_counts([agency_id], at, open_ones, officer_id=officer_id)
    done = _kept((agency_id, None), at, lambda: folder_counts([agency_id], at, DONE))
    hidden = _kept((agency_id, officer_id), at, lambda: hidden_counts(agency_id, officer_id, DONE))
    overdue = counts.pop("overdue")
    return {key: done[key] - hidden[key] for key in hidden} | counts | {OVERDUE: overdue}


def _kept(key: tuple[int, int | None], at: datetime, count: Callable[[], Counts]) -> Counts:
    kept = _done.get(key)
    if kept is None or not timedelta() <= at - kept[0] < DONE_KEPT:
        kept = _done[key] = (at, count())
    return kept[1]


def forget() -> None:
    """Count anew what is done with."""
    _done.clear()


def named(officer: Officer, duty: Duty | None, duties: Sequence[Duty]) -> dict[str, Any]:
    """Who is signed in, and the other duties, for `ui/parts/who.html`."""
    return {
        "name": officer.full_name or officer.username,
        "duty": title_of(duty) if duty else "",
        "others": [{"id": d.key, "duty": title_of(d)} for d in duties if d != duty],
    }


def title_of(duty: Duty) -> str:
    """A duty in words: "Văn thư · Sở Xây dựng"."""
    role = duty.title or ROLE_NAMES[duty.role].capitalize()
    on_behalf = " (được ủy quyền)" if duty.on_behalf_of else ""
    return f"{role}{on_behalf} · {duty.agency_name}"


def _entry(key: str, title: str, href: str, icon: str, here: str, count: int = 0) -> dict[str, Any]:
    return {
        "title": title,
        "href": href,
        "icon": icon,
        "count": count,
        "late": key == OVERDUE,
        "current": key == here,
    }

"""A row of a list: what, where, whose, since when, how long still."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.urls import reverse
from django.utils import timezone

from donthu.agencies.local_law import calendar_for
from donthu.cases import codes
from donthu.cases.listed import Listed
from donthu.cases.naming import state_title
from donthu.cases.worklist import NextStep
from donthu.law import registry
from donthu.law.calendar import Remaining, remaining
from donthu.law.grammar import Folder

REASONS: Mapping[str, str] = {
    "letter": "cần gửi công văn",
    "returned": "bị trả lại",
    "objected": "người gửi đề nghị giải quyết lại",
    "rework": "được yêu cầu làm lại",
    "supplemented": "người gửi vừa bổ sung",
    "reported": "có kết quả phối hợp",
    "reassigned": "mới chuyển người giải quyết",
}
_KEPT = 10_000  # addresses of the last rows shown: finding one takes as long as writing its row


@dataclass(frozen=True, kw_only=True)
class Row:
    """One case in a list. `action` is the next step, when there is one to take."""

    code: str
    href: str
    title: str
    kind: str
    state: str
    restricted: bool
    note: str
    remaining: Remaining | None
    due_note: str
    action: str = ""
    action_href: str = ""
    at_once: bool = False  # the step asks nothing: the button takes it


def row_of(case: Listed, *, at: datetime, carried: str, next_step: NextStep | None = None) -> Row:
    """The row of a case. `carried` is what its links take along (`desk.back`)."""
    law = registry.procedure(case.procedure)
    step = next_step.step if next_step else None
    return Row(
        code=codes.shown(case.code),
        href=f"{case_href(case.code)}{carried}",
        title=case.title,
        kind=law.title,
        state=state_title(case),
        restricted=case.restricted,
        note=" · ".join(_notes(case)),
        remaining=time_left(case.due_at, case.folder, case.agency_id, at),
        due_note=f"Hạn {timezone.localtime(case.due_at):%d/%m/%Y}" if case.due_at else "",
        action=step.title if step else "",
        action_href=f"{step_href(case.code, next_step.step.key, next_step.assignment_id)}{carried}"
        if next_step
        else "",
        at_once=step is not None and not step.asks,
    )


@lru_cache(maxsize=_KEPT)
def case_href(code: str) -> str:
    """The address of the page of a case."""
    return reverse("desk:case", args=[codes.shown(code)])


def time_left(
    due_at: datetime | None, folder: str, agency_id: int, at: datetime
) -> Remaining | None:
    """The time left of what lies in that folder of the agency; None when no clock is of interest."""
    if folder in {Folder.ANSWERED, Folder.CLOSED} or (due_at is None and folder != Folder.AWAITING):
        return None
    return remaining(due_at, at, calendar_for(agency_id))


def _notes(case: Listed) -> list[str]:
    notes = [REASONS[case.reason]] if case.reason in REASONS else []
    if case.area_name:
        notes.append(case.area_name)
    if case.holder_id != case.agency_id:
        notes.append(f"{case.holder.name} giữ")
    elif case.officer_name:
        notes.append(f"{case.officer_name} giải quyết")
    return [*notes, f"từ {timezone.localtime(case.since):%d/%m/%Y}"]


@lru_cache(maxsize=_KEPT)
def step_href(code: str, step: str, assignment_id: int | None = None) -> str:
    """The address of a step of a case, or of one of its hand-overs."""
    if assignment_id is not None:
        return reverse("desk:assignment_step", args=[assignment_id, step])
    return reverse("desk:step", args=[codes.shown(code), step])

"""What a step will do, said before it is taken: state, clocks, numbers, who is told, the article."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from donthu.agencies.local_law import calendar_for, local_length
from donthu.cases.queries import AnyCase, AnyDeadline
from donthu.desk.clocks import OPEN
from donthu.law import registry
from donthu.law.calendar import spoken
from donthu.law.grammar import Audience, Effect, Step

EFFECTS: dict[Effect, str] = {
    Effect.ENTER_BOOK: "Cấp số tiếp theo trong sổ tiếp nhận",
    Effect.KEEP_DIRECTIVE: "Văn bản chỉ đạo đi theo hồ sơ khi chuyển; các cơ quan nhận đều xem được",
    Effect.ISSUE: "Cấp số, ngày cho văn bản trả lời",
    Effect.KEEP_DRAFT: "Trình lãnh đạo ký; dự thảo trước, nếu có, vẫn giữ để đối chiếu",
    Effect.RETURN: "Thu hồi việc phối hợp cơ quan đã giao",
    Effect.RECALL: "Thu hồi việc đã giao và việc phối hợp cơ quan ấy đã giao; hồ sơ về cơ quan bạn",
    Effect.CLOSE: "Kết thúc mọi việc đang giao và mọi hạn",
    Effect.PUBLISH: "Đăng lên trang công khai, ai cũng đọc được",
}
TOLD: dict[Audience, str] = {
    Audience.SENDER: "người gửi",
    Audience.HOLDER: "cán bộ có việc tiếp theo",
    Audience.ASSIGNER: "cơ quan giao việc",
}


@dataclass(frozen=True, kw_only=True)
class StepFacts:
    """What the card beside the form says, line by line: a label and its words."""

    lines: tuple[tuple[str, str], ...]
    law: str


def step_facts(
    step: Step, case: AnyCase, deadlines: Iterable[AnyDeadline], at: datetime, signer: str = ""
) -> StepFacts:
    """What `step` of the case's procedure will do when it is taken at that moment; `signer`: as
    whom a paper will be signed."""
    law = registry.procedure(case.procedure)
    lines = [("Trạng thái sau bước này", law.state(step.end or case.state).title)]
    lines += _clock_lines(step, case, list(deadlines), at)
    lines += [("Ngoài ra", EFFECTS[effect]) for effect in step.does if effect in EFFECTS]
    if signer:
        lines.append(("Ký với tư cách", signer))
    if told := told_of(step):
        lines.append(("Báo cho", told))
    return StepFacts(lines=tuple(lines), law=step.law)


def told_of(step: Step) -> str:
    """Who is told of the step, in words."""
    return ", ".join(TOLD[audience] for audience in step.tells).capitalize()


def _clock_lines(
    step: Step, case: AnyCase, deadlines: list[AnyDeadline], at: datetime
) -> Iterator[tuple[str, str]]:
    limits = registry.limits(case.procedure)
    running = {d.limit for d in deadlines if d.state in OPEN and d.assignment_id is None}
    for key in step.stops:
        if key in running:
            yield "Dừng tính hạn", limits[key].title
    for key in step.suspends:
        if key in running:
            yield "Tạm dừng hạn", limits[key].title
    suspended = {d.limit: d.title for d in deadlines if d.state == "suspended"}
    for key in step.resumes:
        if key in suspended:
            yield "Tính tiếp hạn", suspended[key]
    for key in step.extends:
        wording = limits[key].on(_started(deadlines, key, at))
        more = spoken(wording.extension, wording.extension_unit or wording.unit)
        yield "Gia hạn", f"{limits[key].title}, thêm {more}"
    for key in step.reopens:
        yield "Tính tiếp hạn", f"{limits[key].title}, đến ngày hết hạn đã tính từ khi tiếp nhận"
    for key in step.starts:
        if key not in running or key in step.stops:
            yield "Bắt đầu tính hạn", _started_clock(key, case, step, at)


def _started(deadlines: list[AnyDeadline], key: str, at: datetime) -> date:
    started = next((d.started_at for d in deadlines if d.limit == key), at)
    return timezone.localtime(started).date()


def _started_clock(key: str, case: AnyCase, step: Step, at: datetime) -> str:
    """A clock that starts now, with its end where the agency whose clock it is is known."""
    limit = registry.limits(case.procedure)[key]
    today = timezone.localtime(at).date()
    local = local_length(case.holder_id, case.procedure, key, today)
    due = limit.due(start=at, calendar=calendar_for(case.holder_id), local=local)
    length = spoken(due.stages[0].length, due.stages[0].unit)
    elsewhere = {Effect.HAND_OVER, Effect.RETURN, Effect.RECALL} & set(step.does)
    end = "" if elsewhere or not due.due else f", đến {timezone.localtime(due.due):%d/%m/%Y}"
    return f"{limit.title} trong {length}{end}"

"""A procedure as a page a jurist reads: the diagram, the steps, the clocks. Pure text from data."""

from collections.abc import Iterable, Iterator

from donthu.law import registry
from donthu.law.grammar import Audience, Procedure, Step
from donthu.law.handover import HANDOVER
from donthu.law.limits import Limit
from donthu.law.terms import Confidence, spoken
from donthu.law.words import FOLDER_NAMES, ROLE_NAMES

_CONFIDENCE = {
    Confidence.SURE: "đã đọc văn bản",
    Confidence.RECALLED: "theo trí nhớ, cần đối chiếu",
    Confidence.UNSURE: "chưa chắc, cơ quan xác nhận",
}
_TOLD = {
    Audience.SENDER: "người gửi",
    Audience.HOLDER: "cơ quan giữ hồ sơ",
    Audience.ASSIGNER: "cơ quan giao",
}


def pages() -> dict[str, str]:
    """File name → text (Markdown, Vietnamese) of every procedure and of the life of a hand-over."""
    found = {
        f"{key}.md": page(procedure, registry.limits(key).values())
        for key, procedure in registry.procedures().items()
    }
    return found | {f"{HANDOVER.key}.md": page(HANDOVER, ())}


def page(procedure: Procedure, limits: Iterable[Limit]) -> str:
    """One procedure, whole."""
    return "\n".join(_lines(procedure, list(limits))) + "\n"


def _lines(procedure: Procedure, limits: list[Limit]) -> Iterator[str]:
    yield f"# {procedure.title}"
    yield ""
    yield f"Căn cứ: {procedure.law}. Trang này sinh ra từ mã nguồn bằng `make docs`; không sửa tay."
    yield ""
    yield "## Sơ đồ"
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state in procedure.states:
        yield f"    {state.key} : {state.title}"
    yield from _arrows(procedure)
    yield "```"
    yield ""
    yield "## Trạng thái"
    yield ""
    yield "| khóa | trạng thái | nằm ở mục | chờ ai |"
    yield "|---|---|---|---|"
    for state in procedure.states:
        waits = ", ".join(ROLE_NAMES[role] for role in state.waits_for) or "–"
        yield f"| `{state.key}` | {state.title} | {FOLDER_NAMES[state.folder]} | {waits} |"
    yield ""
    yield "## Bước"
    yield ""
    yield "| khóa | bước | căn cứ | ai làm | từ | đến | thời hạn | báo cho |"
    yield "|---|---|---|---|---|---|---|---|"
    for step in procedure.steps:
        yield _row(procedure, step)
    yield ""
    yield "## Điều kiện"
    yield ""
    for step in procedure.steps:
        for need in step.needs:
            yield f"- **{step.title}**: khi không đủ điều kiện, hệ thống nói “{need.otherwise}”"
    if limits:
        yield ""
        yield "## Thời hạn"
        yield ""
        yield "| khóa | thời hạn | từ ngày | độ dài | căn cứ | độ tin cậy | cơ quan tự quy định |"
        yield "|---|---|---|---|---|---|---|"
        for limit in limits:
            for wording in limit.wordings:
                length = spoken(wording.length, wording.unit)
                if wording.max_extensions:
                    more = spoken(wording.extension, wording.extension_unit or wording.unit)
                    length += f", gia hạn {wording.max_extensions} lần, mỗi lần {more}"
                yield (
                    f"| `{limit.key}` | {limit.title} | {wording.since:%d/%m/%Y} | {length} "
                    f"| {wording.law} | {_CONFIDENCE[wording.confidence]} "
                    f"| {'được' if wording.local else 'không'} |"
                )


def _arrows(procedure: Procedure) -> Iterator[str]:
    for step in procedure.steps:
        if not step.start:
            yield f"    [*] --> {step.end} : {step.title}"
        for start in step.start:
            yield f"    {start} --> {step.end or start} : {step.title}"
    for end in procedure.ends:
        yield f"    {end} --> [*]"


def _row(procedure: Procedure, step: Step) -> str:
    start = ", ".join(procedure.state(key).title for key in step.start) or "–"
    end = procedure.state(step.end).title if step.end else "giữ nguyên"
    who = ", ".join(ROLE_NAMES[role] for role in step.by)
    told = ", ".join(_TOLD[audience] for audience in step.tells) or "–"
    clocks = "; ".join(
        f"{verb} {', '.join(keys)}"
        for verb, keys in (
            ("bắt đầu", step.starts),
            ("dừng", step.stops),
            ("tạm dừng", step.suspends),
            ("tính tiếp", step.resumes),
            ("gia hạn", step.extends),
            ("chạy lại", step.reopens),
        )
        if keys
    )
    return (
        f"| `{step.key}` | {step.title} | {step.law} | {who} | {start} | {end} "
        f"| {clocks or '–'} | {told} |"
    )

"""The sections of the library of published answers, and the filters of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from donthu.cases.library import CHANGES, Choice, Offered, Wanted

QUESTION = "question"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the library under an address of its own; `only` is what belongs there."""

    view: str
    title: str
    lead: str = ""
    only: Wanted = field(default_factory=Wanted)


ALL = Section(view="answers", title="Câu trả lời đã công khai")
QUESTIONS = Section(
    view="questions",
    title="Hỏi đáp chính sách",
    lead="Câu hỏi về chính sách, pháp luật đã được cơ quan nhà nước trả lời. Hãy tìm ở đây trước khi "
    "gửi câu hỏi mới.",
    only=Wanted(kind=QUESTION),
)
CHANGED = Section(
    view="changes",
    title="Quy định thay đổi nhờ phản ánh",
    lead="Phản ánh đã dẫn đến sửa đổi, bãi bỏ, ban hành quy định, hoặc kiến nghị cấp có thẩm quyền "
    "làm việc đó.",
    only=Wanted(results=CHANGES),
)
SECTIONS = (ALL, QUESTIONS, CHANGED)


@dataclass(frozen=True, kw_only=True)
class Filter:
    """One list to choose from: its name in the address, its label, and what nothing chosen means."""

    name: str
    label: str
    every: str
    choices: tuple[Choice, ...]
    chosen: str = ""


def filters_of(section: Section, there: Offered, asked: Mapping[str, str]) -> list[Filter]:
    """The filters of a section over what is `there`; what was `asked` and is not there is not
    chosen."""
    results = tuple(c for c in there.results if section is not CHANGED or c[0] in CHANGES)
    filters = [
        Filter(name="linh-vuc", label="Lĩnh vực", every="Mọi lĩnh vực", choices=there.fields),
        Filter(name="loai", label="Loại phản ánh", every="Mọi loại", choices=there.kinds),
        Filter(name="ket-qua", label="Kết quả", every="Mọi kết quả", choices=results),
        Filter(
            name="co-quan", label="Cơ quan trả lời", every="Mọi cơ quan", choices=there.agencies
        ),
        Filter(name="tinh", label="Tỉnh, thành phố", every="Cả nước", choices=there.provinces),
        Filter(name="nam", label="Năm", every="Mọi năm", choices=there.years),
    ]
    if section is QUESTIONS:
        filters = [each for each in filters if each.name not in {"loai", "ket-qua"}]
    return [
        replace(each, chosen=asked[each.name])
        if asked.get(each.name, "") in dict(each.choices)
        else each
        for each in filters
    ]


def wanted_of(section: Section, filters: list[Filter]) -> Wanted:
    """What answers must be about: what the section holds, narrowed by what is chosen."""
    chosen = {each.name: each.chosen for each in filters}
    result = chosen.get("ket-qua")
    return Wanted(
        field=chosen["linh-vuc"],
        kind=section.only.kind or chosen.get("loai", ""),
        agency=chosen["co-quan"],
        province=chosen["tinh"],
        year=chosen["nam"],
        results=(result,) if result else section.only.results,
    )

"""What a letter to an agency without accounts says: the feedback, and what is asked for.

Of the sender it tells name and address, which the agency needs to settle the matter, and neither
phone nor e-mail: the answer goes back to who wrote. A sender who asked to stay unknown is not named.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from importlib.resources import files
from importlib.resources.abc import Traversable

from django.utils import timezone

from donthu.agencies.models import Agency
from donthu.agencies.models.agency import AgencyKind
from donthu.agencies.queries import head_title
from donthu.cases import codes
from donthu.cases.models import Case, Deadline, Paper, PaperFile, Party
from donthu.cases.public_copy import senders
from donthu.cases.signing import ANY_HEAD
from donthu.documents.letters import Letter, as_docx
from donthu.people.traces import covered

# Whose name stands below that of the agency they belong to.
_BELOW = {
    AgencyKind.MINISTRY_UNIT,
    AgencyKind.COMMITTEE_OFFICE,
    AgencyKind.DEPARTMENT,
    AgencyKind.DEPARTMENT_UNIT,
    AgencyKind.INSPECTORATE,
    AgencyKind.RECEPTION_BOARD,
    AgencyKind.COUNCIL_OFFICE,
    AgencyKind.COMMUNE_UNIT,
}
_KINDS_OF_PLACE = ("Tỉnh ", "Thành phố ", "Xã ", "Phường ", "Đặc khu ")
CAPITAL = "Hà Nội"  # where agencies without an area of their own sit
AsRead = Callable[[str], str]
LAW = "Nghị định số 20/2008/NĐ-CP ngày 14 tháng 2 năm 2008 của Chính phủ (đã được sửa đổi, bổ sung)"


def letter_docx(paper: Paper, *, on: date) -> bytes:
    """The letter of a paper of the kind FORWARDING or URGING as a Word file; with number and day
    once it is out, as the case and its deadlines stand on the day `on`."""
    return as_docx(letter_of(paper, on=on), _template())


def letter_of(paper: Paper, *, on: date) -> Letter:
    """The same before it is a file."""
    case, lead, agency = paper.case, paper.assignment, paper.agency
    assert lead is not None
    assert agency is not None
    urges = paper.kind == Paper.Kind.URGING
    out = paper.state == Paper.State.ISSUED
    as_read = as_others_read(case)
    body = (_urging if urges else _forwarding)(case, paper, agency, as_read)
    to = lead.to.name
    return Letter(
        above=agency.parent.name if agency.parent and agency.kind in _BELOW else "",
        agency=agency.name,
        number=paper.number if out else None,
        symbol=paper.symbol or agency.letter_number_symbol,
        subject=f"{'đôn đốc trả lời' if urges else 'chuyển'} phản ánh, kiến nghị "
        f"{codes.shown(case.code)}",
        place=_place(agency),
        day=paper.date if out else None,
        to=to,
        paragraphs=(*body, *_asked(lead.pk, agency, to)),
        copies=("Như trên;", f"Lưu: VT, hồ sơ {codes.shown(case.code)}."),
        capacity=(head_title(agency.pk, on=on) or ANY_HEAD,),
    )


def as_others_read(case: Case) -> AsRead:
    """What turns the words of a case, be it title, text or the name of a file, into what those may
    read who do not know the sender: the same words, or without traces of a sender who hides."""
    return partial(covered, senders(case.pk)) if case.hide_sender else str


def _forwarding(case: Case, paper: Paper, agency: Agency, as_read: AsRead) -> list[str]:
    found = []
    day = _day(case.received_at)
    who = _who(case)
    found.append(
        f"Ngày {day}, {agency.name} nhận được phản ánh, kiến nghị mã số {codes.shown(case.code)} của "
        f"{who} về việc: {as_read(case.title)}. Nội dung như sau:"
    )
    found += [line for line in f"“{as_read(case.text)}”".splitlines() if line.strip()]
    for added in Paper.objects.filter(case=case, kind=Paper.Kind.SUPPLEMENT).order_by("pk"):
        found.append(f"Bổ sung ngày {_day(added.created_at)}: “{as_read(added.text)}”")
    sent = PaperFile.objects.filter(
        paper__case=case, paper__kind__in=[Paper.Kind.LETTER, Paper.Kind.SUPPLEMENT]
    )
    if names := list(sent.order_by("pk").values_list("name", flat=True)):
        found.append(f"Tài liệu kèm theo: {'; '.join(map(as_read, names))}.")
    assert paper.assignment is not None
    found.append(
        f"Căn cứ {LAW}, {agency.name} chuyển phản ánh, kiến nghị nêu trên đến "
        f"{paper.assignment.to.name} để xem xét, giải quyết theo thẩm quyền."
    )
    return [*found, *as_read(paper.assignment.note).splitlines()]


def _urging(case: Case, paper: Paper, agency: Agency, as_read: AsRead) -> list[str]:
    first = Paper.objects.filter(
        assignment=paper.assignment, kind=Paper.Kind.FORWARDING, state=Paper.State.ISSUED
    ).last()
    letter = "công văn"
    if first is not None and first.date is not None:
        letter = f"Công văn số {first.number}/{first.symbol} ngày {first.date:%d/%m/%Y}"
    assert paper.assignment is not None
    to = paper.assignment.to.name
    return [
        f"{agency.name} đã có {letter} chuyển đến {to} phản ánh, kiến nghị mã số "
        f"{codes.shown(case.code)} về việc: {as_read(case.title)}.",
        f"Đến nay {agency.name} chưa nhận được văn bản trả lời của {to}.",
    ]


def _asked(lead_id: int, agency: Agency, to: str) -> list[str]:
    clock = Deadline.objects.filter(assignment=lead_id).order_by("-pk").first()
    by = f" trước ngày {_day(clock.due_at)}" if clock and clock.due_at else ""
    return [
        f"Đề nghị {to} trả lời bằng văn bản gửi {agency.name}{by} để trả lời người gửi và công khai "
        "theo quy định.",
        "Trân trọng./.",
    ]


def _who(case: Case) -> str:
    """The sender by name and address, or by neither."""
    party = (
        Party.objects.select_related("person__area")
        .filter(case=case, role=Party.Role.SENDER, person__isnull=False)
        .first()
    )
    if case.hide_sender or party is None or party.person is None:
        return "người gửi (đề nghị giữ kín danh tính)"
    person = party.person
    where = ", ".join(filter(None, [person.address, person.area.name if person.area else ""]))
    return f"{person.name}, địa chỉ: {where}" if where else person.name


def _place(agency: Agency) -> str:
    if agency.area is None:
        return CAPITAL
    name = agency.area.name
    kind = next((kind for kind in _KINDS_OF_PLACE if name.startswith(kind)), "")
    return name.removeprefix(kind)


def _day(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%d/%m/%Y}"


def _template() -> Traversable:
    return files("donthu.law.procedures.feedback") / "papers" / "letter.docx"

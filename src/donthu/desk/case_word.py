"""A case as a Word document: what its page shows to the officer, nothing more."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpResponse

from donthu.desk.access import DeskRequest
from donthu.desk.back import back_from
from donthu.desk.case import CasePage
from donthu.desk.case_parts import FileRow, PartyRow, TimelineEntry
from donthu.documents.word import DOCX, WordSheet
from donthu.ui.templatetags.ui import day, moment


class CaseWord(CasePage):
    """The document, made of the same parts as the page."""

    def get(self, request: DeskRequest, code: str) -> HttpResponse:
        """The file."""
        case = self.case_or_404(code)
        shown = self.context(case, back_from(request))
        name = f"ho-so-{shown['code']}.docx"
        return HttpResponse(
            document(shown, by=request.user.full_name, at=moment(request.at)),
            content_type=DOCX,
            headers={
                "Content-Disposition": f'attachment; filename="{name}"',
                "Cache-Control": "private, no-store",
            },
        )


def document(shown: Mapping[str, Any], *, by: str, at: str) -> bytes:
    """The document of what the page of a case shows (`CasePage.context`), taken out by that officer
    at that moment."""
    case = shown["case"]
    sheet = WordSheet(
        above=case.holder.name, title="Hồ sơ phản ánh, kiến nghị", subtitle=f"Mã số {shown['code']}"
    )
    clock = shown["clock"]
    sheet.facts(
        [
            ("Tiêu đề", case.title),
            ("Loại", ", ".join(shown["kinds"])),
            ("Lĩnh vực", case.field.name if case.field else ""),
            ("Trạng thái", shown["state"]),
            ("Cơ quan trả lời", case.agency.name),
            ("Cơ quan đang giữ", case.holder.name),
            ("Người giải quyết", case.officer.full_name if case.officer else ""),
            ("Nhận lúc", f"{moment(case.received_at)}, {shown['channel']}"),
            ("Địa bàn", case.area.name if case.area else ""),
            (f"Hạn {clock.title.lower()}", day(clock.due)) if clock else ("", ""),
        ]
    )
    sheet.heading("Người gửi và người liên quan")
    sheet.facts((party.role, _party(party)) for party in shown["parties"])
    sheet.heading("Nội dung")
    sheet.text(case.text)
    for paper in shown["supplements"]:
        sheet.heading(f"Bổ sung ngày {day(paper.date)}")
        sheet.text(paper.text)
    _files(sheet, shown)
    if shown["handovers"]:
        sheet.heading("Chuyển giao")
        sheet.table(
            ("Cơ quan", "Việc", "Ngày", "Nội dung, kết quả"),
            [
                (row.agency, row.task, row.note, "\n".join(f"{t}: {w}" for t, w in row.words))
                for row in shown["handovers"]
            ],
        )
    for paper in shown["papers"]:
        sheet.heading(f"{paper.title} ({paper.state})" if paper.state else paper.title)
        about = [paper.agency, paper.signer, paper.result, day(paper.date)]
        sheet.note(" · ".join(filter(None, about)))
        sheet.text(paper.text)
    sheet.heading("Diễn biến")
    sheet.table(("Thời điểm", "Việc", "Người thực hiện"), _history(shown["entries"]))
    sheet.note(f"{by} xuất từ hệ thống lúc {at}. Không thay bản gốc.")
    return sheet.written()


def _party(party: PartyRow) -> str:
    return " · ".join([party.name or party.instead, *party.contact])


def _files(sheet: WordSheet, shown: Mapping[str, Any]) -> None:
    """Every file of the case with where it belongs; nothing when there is none."""
    found: list[tuple[str, FileRow]] = [("Kèm phản ánh", file) for file in shown["letter_files"]]
    for paper in [*shown["supplements"], *shown["papers"]]:
        found += [(paper.title, file) for file in paper.files]
    if found:
        sheet.heading("Danh mục tệp đính kèm")
        rows = [(str(n), file.name, file.note, whose) for n, (whose, file) in enumerate(found, 1)]
        sheet.table(("STT", "Tên tệp", "Cỡ", "Thuộc"), rows)


def _history(entries: Iterable[TimelineEntry]) -> list[tuple[str, str, str]]:
    """The history, oldest first, with the words that were written."""
    rows = []
    for entry in reversed(list(entries)):
        if entry.at is None:
            rows += [(moment(line.at), line.text, "Hệ thống") for line in reversed(entry.folded)]
            continue
        words = [entry.sentence, *(f"{title}: {text}" for title, text in entry.words)]
        rows.append((moment(entry.at), "\n".join(words), entry.by))
    return rows

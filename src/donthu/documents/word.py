"""A plain Word document in the look of administrative papers.

Nghị định 30/2020/NĐ-CP, Phụ lục I: A4, Times New Roman of 13 to 14 points, black; margins 20–25 mm
above and below, 30–35 mm left, 15–20 mm right; the number of the page in the middle of the upper
margin, not on the first page.
"""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

FONT = "Times New Roman"
TEXT, SMALL = Pt(14), Pt(13)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class WordSheet:
    """A document in the making, written from top to bottom. Texts are taken as they are; what no
    XML holds is left out."""

    def __init__(self, *, above: str, title: str, subtitle: str) -> None:
        """`above` stands small at the top left (the agency), `title` in capitals in the middle."""
        self._document = Document()
        self._document.core_properties.title = _fit(f"{title} {subtitle}")
        self._document.core_properties.author = _fit(above)
        self._page()
        self._font()
        self._line(above.upper(), size=SMALL, bold=True)
        self._line(title.upper(), bold=True, middle=True, before=12)
        self._line(subtitle, middle=True, after=12)

    def heading(self, text: str) -> None:
        """The heading of a part."""
        line = self._line(text, bold=True, before=12)
        line.paragraph_format.keep_with_next = True

    def facts(self, rows: Iterable[tuple[str, str]]) -> None:
        """A label and its words, line by line; those without words are left out."""
        for label, words in rows:
            if words:
                line = self._line(f"{label}: ", bold=True)
                line.add_run(_fit(words))

    def text(self, text: str) -> None:
        """A text of several paragraphs."""
        for part in text.split("\n"):
            if part.strip():
                line = self._line(part.strip())
                line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
                line.paragraph_format.first_line_indent = Mm(10)

    def note(self, text: str) -> None:
        """A small line below another, as who did it and by which article."""
        self._line(text, size=SMALL, italic=True)

    def table(self, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table with a head that is repeated on each page."""
        table = self._document.add_table(rows=1, cols=len(head))
        table.style = "Table Grid"
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
        for cell, words in zip(table.rows[0].cells, head, strict=True):
            self._fill(cell.paragraphs[0], words, bold=True)
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                self._fill(cell.paragraphs[0], words)

    def written(self) -> bytes:
        """The document as a file."""
        into = BytesIO()
        self._document.save(into)
        return into.getvalue()

    def _line(
        self,
        text: str,
        *,
        size: Pt = TEXT,
        bold: bool = False,
        italic: bool = False,
        middle: bool = False,
        before: int = 0,
        after: int = 6,
    ) -> Paragraph:
        line = self._document.add_paragraph()
        run = line.add_run(_fit(text))
        run.bold, run.italic, run.font.size = bold, italic, size
        if middle:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.space_before, line.paragraph_format.space_after = (
            Pt(before),
            Pt(after),
        )
        return line

    def _fill(self, line: Paragraph, words: str, *, bold: bool = False) -> None:
        run = line.add_run(_fit(words))
        run.bold, run.font.size = bold, SMALL

    def _font(self) -> None:
        normal = self._document.styles["Normal"]
        normal.font.name, normal.font.size = FONT, TEXT
        fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
        for part in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(part), FONT)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "vi-VN")
        normal.element.get_or_add_rPr().append(language)

    def _page(self) -> None:
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.top_margin = section.bottom_margin = Mm(20)
        section.left_margin, section.right_margin = Mm(30), Mm(15)
        section.different_first_page_header_footer = True
        number = section.header.paragraphs[0]
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = number.add_run()
        for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = words
            run._r.append(part)


def _fit(text: str) -> str:
    return _NOT_IN_XML.sub("", text)

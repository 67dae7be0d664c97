"""Files as a citizen and an officer have them."""

import io
from pathlib import Path

import segno
from playwright.sync_api import FilePayload
from pypdf import PdfWriter


def picture(about: str = "đèn hỏng") -> FilePayload:
    """A true PNG, as Playwright gives it to a form."""
    drawn = io.BytesIO()
    segno.make(about).save(drawn, kind="png", scale=8)
    return {"name": "ảnh cột đèn.png", "mimeType": "image/png", "buffer": drawn.getvalue()}


def document(name: str = "đơn.pdf") -> FilePayload:
    """A true PDF of one page."""
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(made)
    return {"name": name, "mimeType": "application/pdf", "buffer": made.getvalue()}


def program() -> FilePayload:
    """A program that calls itself a document."""
    content = b"MZ\x90\x00" + bytes(4000)
    return {"name": "đơn.pdf", "mimeType": "application/pdf", "buffer": content}


def large(path: Path) -> Path:
    """A film of 21 MB."""
    with path.open("wb") as file:
        file.write(b"\0\0\0\x18ftypisom\0\0\x02\0isommp42")
        file.truncate(21 * 1024 * 1024)
    return path

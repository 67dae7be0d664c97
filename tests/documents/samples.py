"""Small files of each kind, with what their kind is known by."""

import io
from zipfile import ZipFile, ZipInfo

OOXML = "application/vnd.openxmlformats-officedocument."


def zipped(**parts: str) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(ZipInfo(name.replace("__", "/")), content)
    return made.getvalue()


def office(main: str, *names: str) -> bytes:
    """An Office Open XML file whose main part has that type."""
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        listed = f'<Types><Override PartName="/x" ContentType="{OOXML}{main}.main+xml"/></Types>'
        archive.writestr(ZipInfo("[Content_Types].xml"), listed)
        for name in names:
            archive.writestr(ZipInfo(name), "<x/>")
    return made.getvalue()


def compound(*entries: tuple[str, int]) -> bytes:
    """An OLE file whose directory has these entries, by name and kind (1 storage, 2 stream)."""
    rows = [("Root Entry", 5), *entries]
    directory = b"".join(
        title.ljust(64, b"\0") + (len(title) + 2).to_bytes(2, "little") + bytes([kind]) + b"\0" * 61
        for name, kind in rows
        for title in [name.encode("utf-16-le")]
    )
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 504 + directory


PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + b"\0" * 40
JPEG = bytes.fromhex("ffd8ffe000104a464946") + b"\0" * 40 + b"\xff\xd9"
GIF = b"GIF89a" + b"\0" * 20
WEBP = b"RIFF\x24\0\0\0WEBPVP8 " + b"\0" * 40
DOCX = office("wordprocessingml.document", "word/document.xml")
XLSX = office("spreadsheetml.sheet", "xl/workbook.xml")
PPTX = office("presentationml.presentation", "ppt/presentation.xml")
DOCM = office("wordprocessingml.document", "word/document.xml", "word/vbaProject.bin")
ODT = zipped(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": "<x/>"})
ODP = zipped(mimetype="application/vnd.oasis.opendocument.presentation")
ZIP = zipped(**{"a.txt": "x"})
DOC = compound(("WordDocument", 2), ("1Table", 2))
XLS = compound(("Workbook", 2))
OLD_XLS = compound(("Book", 2))
MSI = compound(("Property", 2))
DOC_WITH_MACROS = compound(("WordDocument", 2), ("Macros", 1))
XLS_WITH_MACROS = compound(("Workbook", 2), ("_VBA_PROJECT_CUR", 1))
MP4 = b"\0\0\0\x18ftypisom\0\0\x02\0isommp42" + b"\0" * 40
MOV = b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + b"\0" * 40
M4A = b"\0\0\0\x18ftypM4A \0\0\0\0M4A mp42" + b"\0" * 40
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 40
MP3 = b"ID3\x04\0\0\0\0\0\0" + b"\0" * 40
BARE_MP3 = b"\xff\xfb\x90\x64" + b"\0" * 40
EXE = b"MZ\x90\0\x03" + b"\0" * 60
SCRIPT = b"#!/bin/sh\nrm -rf /\n"
HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
TEXT = "Kính gửi".encode()

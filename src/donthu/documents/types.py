"""Which files are taken, and what a file is by its content.

Documents and pictures as offices and citizens write them, and recordings as telephones make them,
since a recording may be evidence. Not taken: archives (nobody can see what is in them), programs
and macros, pictures that old office machines cannot open (HEIC), and what a browser would run
(HTML, SVG). `puremagic` takes an OpenDocument text or any archive for a Word document, hence a
table of our own.
"""

import re
from typing import IO
from zipfile import BadZipFile, ZipFile

HEAD = 64  # bytes from the beginning that tell all but Office documents

PDF = "application/pdf"
DOC = "application/msword"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLS = "application/vnd.ms-excel"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
JPEG, PNG, WEBP, GIF = "image/jpeg", "image/png", "image/webp", "image/gif"
MP4, MOV, MP3, M4A = "video/mp4", "video/quicktime", "audio/mpeg", "audio/mp4"
HEIC, PROGRAM, ARCHIVE = "image/heic", "application/x-executable", "application/zip"
MACROS = "application/vnd.ms-office.macros"

BY_EXTENSION = {
    "pdf": PDF,
    "doc": DOC,
    "docx": DOCX,
    "xls": XLS,
    "xlsx": XLSX,
    "odt": ODT,
    "jpg": JPEG,
    "jpeg": JPEG,
    "jfif": JPEG,
    "png": PNG,
    "webp": WEBP,
    "gif": GIF,
    "mp4": MP4,
    "mov": MOV,
    "mp3": MP3,
    "m4a": M4A,
}
PICTURES = frozenset({JPEG, PNG, WEBP, GIF})  # telephones and Zalo mix their endings up
INLINE = PICTURES | {PDF}  # what may be shown in a page

TITLES = {
    PDF: "tệp PDF",
    DOC: "văn bản Word 97–2003 (.doc)",
    DOCX: "văn bản Word (.docx)",
    XLS: "bảng tính Excel 97–2003 (.xls)",
    XLSX: "bảng tính Excel (.xlsx)",
    ODT: "văn bản OpenDocument",
    JPEG: "ảnh JPEG",
    PNG: "ảnh PNG",
    WEBP: "ảnh WebP",
    GIF: "ảnh GIF",
    MP4: "video MP4",
    MOV: "video QuickTime",
    MP3: "bản ghi âm MP3",
    M4A: "bản ghi âm M4A",
    HEIC: "ảnh HEIC",
    PROGRAM: "chương trình chạy trên máy",
    ARCHIVE: "tệp nén",
    MACROS: "tài liệu có chứa macro",
}

_HEADS = [
    (re.compile(rb"%PDF-"), PDF),
    (re.compile(rb"\xff\xd8\xff"), JPEG),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), PNG),
    (re.compile(rb"GIF8[79]a"), GIF),
    (re.compile(rb"RIFF.{4}WEBP", re.DOTALL), WEBP),
    (re.compile(rb".{4}ftyp(hei[cxms]|hev[cxms]|mif1|msf1)", re.DOTALL), HEIC),
    (re.compile(rb".{4}ftypM4[AB] ", re.DOTALL), M4A),
    (re.compile(rb".{4}ftypqt  ", re.DOTALL), MOV),
    (re.compile(rb".{4}ftyp(iso[m2-9]|mp4[12]|avc1|M4V |MSNV|dash|3gp)", re.DOTALL), MP4),
    # an ID3 tag, or the frame of MPEG 1, 2 or 2.5, layer III, with a bit rate and a sample rate
    (re.compile(rb"ID3|\xff[\xe2\xe3\xf2\xf3\xfa\xfb][\x10-\xeb]", re.DOTALL), MP3),
    (re.compile(rb"MZ|\x7fELF|#!|\xca\xfe\xba\xbe|\xcf\xfa\xed\xfe"), PROGRAM),
    (re.compile(rb"Rar!|7z\xbc\xaf|\x1f\x8b"), ARCHIVE),
]
_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
_STREAM, _STORAGE = 2, 1  # kinds of entry in the directory of an OLE file, [MS-CFB] 2.6.1
_PARTS = 1024 * 1024  # bytes of the list of parts that are read; a real one has some kilobytes


def content_type(file: IO[bytes]) -> str | None:
    """The MIME type of what `file` holds, by its content; None for what is in no table here."""
    file.seek(0)
    head = file.read(HEAD)
    if head.startswith(_ZIP):
        return _in_zip(file)
    if head.startswith(_OLE):
        return _in_ole(file)
    return next((type_ for pattern, type_ in _HEADS if pattern.match(head)), None)


def _in_zip(file: IO[bytes]) -> str:
    """Office Open XML tells its main part's type, OpenDocument its own; the rest is an archive."""
    try:
        with ZipFile(file) as archive:
            names = set(archive.namelist())
            if any(name.endswith("vbaProject.bin") for name in names):
                return MACROS
            if "[Content_Types].xml" in names:
                with archive.open("[Content_Types].xml") as parts:
                    listed = parts.read(_PARTS)
                for type_ in (DOCX, XLSX):
                    if f"{type_}.main+xml".encode() in listed:
                        return type_
            if "mimetype" in names and archive.open("mimetype").read(HEAD) == ODT.encode():
                return ODT
    except (BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError):
        pass  # damaged, encrypted, or packed in a way no office program packs
    return ARCHIVE


def _in_ole(file: IO[bytes]) -> str | None:
    """Word and Excel until 2003 by the names of their streams."""
    file.seek(0)
    content = file.read()
    if _has_entry(content, "Macros", _STORAGE) or _has_entry(content, "_VBA_PROJECT_CUR", _STORAGE):
        return MACROS
    if _has_entry(content, "WordDocument", _STREAM):
        return DOC
    if _has_entry(content, "Workbook", _STREAM) or _has_entry(content, "Book", _STREAM):
        return XLS
    return None


def _has_entry(content: bytes, name: str, kind: int) -> bool:
    """Whether the directory has an entry of that name; entries are aligned to their 128 bytes."""
    title = name.encode("utf-16-le")
    entry = title.ljust(64, b"\0") + (len(title) + 2).to_bytes(2, "little") + bytes([kind])
    place = content.find(entry)
    while place >= 0 and place % 128:
        place = content.find(entry, place + 1)
    return place >= 0

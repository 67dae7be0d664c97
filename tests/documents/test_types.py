import io

import pytest

from donthu.documents import types
from tests.documents import samples


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (samples.PDF, types.PDF),
        (samples.PNG, types.PNG),
        (samples.JPEG, types.JPEG),
        (samples.GIF, types.GIF),
        (samples.WEBP, types.WEBP),
        (samples.DOCX, types.DOCX),
        (samples.XLSX, types.XLSX),
        (samples.ODT, types.ODT),
        (samples.DOC, types.DOC),
        (samples.XLS, types.XLS),
        (samples.OLD_XLS, types.XLS),
        (samples.MP4, types.MP4),
        (samples.MOV, types.MOV),
        (samples.M4A, types.M4A),
        (samples.MP3, types.MP3),
        (samples.BARE_MP3, types.MP3),
        (samples.HEIC, types.HEIC),
        (samples.EXE, types.PROGRAM),
        (samples.SCRIPT, types.PROGRAM),
        (samples.ZIP, types.ARCHIVE),
        (samples.PPTX, types.ARCHIVE),
        (samples.ODP, types.ARCHIVE),
        (samples.ZIP[:40], types.ARCHIVE),
        (b"Rar!\x1a\x07\0", types.ARCHIVE),
        (samples.DOCM, types.MACROS),
        (samples.DOC_WITH_MACROS, types.MACROS),
        (samples.XLS_WITH_MACROS, types.MACROS),
        (samples.MSI, None),
        (samples.HTML, None),
        (samples.SVG, None),
        (samples.TEXT, None),
        ("\ufeffxin chào".encode("utf-16"), None),
        (b" " + samples.PDF, None),
        (samples.EXE + samples.DOCX, types.PROGRAM),
        (b"x" * 10 + samples.DOCX, None),
        (b"", None),
    ],
)
def test_a_file_is_what_its_content_is(content: bytes, found: str | None) -> None:
    assert types.content_type(io.BytesIO(content)) == found


def test_the_name_of_a_stream_in_running_text_makes_no_word_document() -> None:
    entry = samples.DOC[512 + 128 : 512 + 256]
    hidden = samples.MSI + b"x" + entry
    assert types.content_type(io.BytesIO(hidden)) is None


def test_each_kind_taken_has_a_name() -> None:
    assert set(types.BY_EXTENSION.values()) <= set(types.TITLES)

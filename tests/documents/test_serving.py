import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import FileResponse

from donthu.documents.intake import accept
from donthu.documents.serving import response
from tests.documents import samples

pytestmark = pytest.mark.django_db


def served(content: bytes, name: str, *, inline: bool) -> FileResponse:
    return response(accept(SimpleUploadedFile("x", content), name, 10**6), name, inline=inline)


def test_the_bytes_come_as_a_stream_under_their_own_type() -> None:
    answer = served(samples.PDF, "Đơn.pdf", inline=True)
    assert answer.streaming
    assert b"".join(answer) == samples.PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Length"] == str(len(samples.PDF))


def test_a_vietnamese_name_is_written_as_rfc_5987_says() -> None:
    answer = served(samples.PDF, "Đơn tố cáo.pdf", inline=False)
    assert answer["Content-Disposition"] == (
        "attachment; filename*=utf-8''%C4%90%C6%A1n%20t%E1%BB%91%20c%C3%A1o.pdf"
    )


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (samples.PDF, "a.pdf"),
        (samples.PNG, "a.png"),
        (samples.JPEG, "a.jpg"),
        (samples.GIF, "a.gif"),
    ],
)
def test_pdf_and_pictures_are_shown_in_a_page_of_this_site(content: bytes, name: str) -> None:
    answer = served(content, name, inline=True)
    assert answer["Content-Disposition"] == f'inline; filename="{name}"'
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (samples.DOCX, "a.docx"),
        (samples.MP4, "a.mp4"),
        (samples.ODT, "a.odt"),
        (samples.MP3, "a.mp3"),
    ],
)
def test_all_else_is_saved_even_when_asked_to_be_shown(content: bytes, name: str) -> None:
    answer = served(content, name, inline=True)
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'
    assert answer["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(("content", "name"), [(samples.PDF, "a.pdf"), (samples.PNG, "a.png")])
@pytest.mark.parametrize("inline", [True, False])
def test_no_file_acts_in_the_name_of_the_site(content: bytes, name: str, inline: bool) -> None:
    answer = served(content, name, inline=inline)
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "private, no-store"


def test_a_picture_is_shown_in_a_sandbox() -> None:
    assert "sandbox" in served(samples.PNG, "a.png", inline=True)["Content-Security-Policy"]

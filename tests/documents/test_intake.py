import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from threading import Barrier
from unicodedata import normalize

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils import timezone
from pytest_django import Settings

from donthu.documents.intake import Refused, accept, stage, staged, sweep
from donthu.documents.models import StagedFile, StoredFile
from tests.documents import samples
from tests.ledger.writing import in_threads

pytestmark = pytest.mark.django_db

LIMIT = 20 * 1024 * 1024


def take(content: bytes, name: str, limit: int = LIMIT) -> StoredFile:
    return accept(SimpleUploadedFile("ignored", content), name, limit)


def refusal(content: bytes, name: str, limit: int = LIMIT) -> str:
    with pytest.raises(Refused) as refused:
        take(content, name, limit)
    assert not StoredFile.objects.exists()
    return str(refused.value)


def stored_in(files: Path) -> Sequence[str]:
    return [str(path.relative_to(files)) for path in files.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "name", "type_"),
    [
        (samples.PDF, "Đơn.pdf", "application/pdf"),
        (samples.DOC, "don.doc", "application/msword"),
        (samples.DOCX, "don.DOCX", samples.OOXML + "wordprocessingml.document"),
        (samples.XLS, "bang.xls", "application/vnd.ms-excel"),
        (samples.XLSX, "bang.xlsx", samples.OOXML + "spreadsheetml.sheet"),
        (samples.ODT, "don.odt", "application/vnd.oasis.opendocument.text"),
        (samples.JPEG, "anh.jpg", "image/jpeg"),
        (samples.JPEG, "anh.jpeg", "image/jpeg"),
        (samples.PNG, "anh.png", "image/png"),
        (samples.WEBP, "anh.webp", "image/webp"),
        (samples.GIF, "anh.gif", "image/gif"),
        (samples.PNG, "Zalo gọi ảnh này là.jpg", "image/png"),
        (samples.MP4, "quay.mp4", "video/mp4"),
        (samples.MOV, "IMG_0001.MOV", "video/quicktime"),
        (samples.MP3, "ghi âm.mp3", "audio/mpeg"),
        (samples.M4A, "ghi âm.m4a", "audio/mp4"),
    ],
)
def test_documents_pictures_and_recordings_are_taken(
    content: bytes, name: str, type_: str, files: Path
) -> None:
    file = take(content, name)
    digest = hashlib.sha256(content).hexdigest()
    assert (file.sha256, file.size, file.type) == (digest, len(content), type_)
    assert (files / digest[:2] / digest[2:4] / digest).read_bytes() == content


def test_equal_contents_are_stored_once_under_whatever_names(files: Path) -> None:
    first, second = take(samples.PDF, "a.pdf"), take(samples.PDF, "b.pdf")
    assert first.pk == second.pk
    assert len(stored_in(files)) == 1


def test_a_large_upload_that_lies_on_disk_is_taken(files: Path) -> None:
    upload = TemporaryUploadedFile("x", "application/pdf", 0, None)
    content = samples.PDF + b"\0" * 3_000_000
    upload.write(content)
    upload.size = len(content)
    file = accept(upload, "lớn.pdf", LIMIT)
    assert file.sha256 == hashlib.sha256(content).hexdigest()
    assert (files / file.path).read_bytes() == content


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"", "đơn.pdf") == "Tệp “đơn.pdf” không có nội dung. Hãy chọn lại tệp."


def test_a_file_up_to_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    content = samples.PDF.ljust(1024 * 1024, b"\0")
    sentence = refusal(content + b"\0", "đơn.pdf", 1024 * 1024)
    assert sentence.startswith("Tệp “đơn.pdf” lớn 1 MB, vượt mức 1 MB.")
    assert take(content, "đơn.pdf", 1024 * 1024).size == 1024 * 1024


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (samples.EXE, "đơn.pdf", "Tệp “đơn.pdf” có đuôi .pdf nhưng nội dung là chương trình"),
        (samples.SCRIPT, "don.docx", "nhưng nội dung là chương trình chạy trên máy"),
        (samples.ZIP, "don.docx", "có đuôi .docx nhưng nội dung là tệp nén"),
        (samples.PPTX, "don.docx", "nhưng nội dung là tệp nén"),
        (samples.XLSX, "don.docx", "nhưng nội dung là bảng tính Excel (.xlsx)"),
        (samples.DOC, "don.docx", "nhưng nội dung là văn bản Word 97–2003 (.doc)"),
        (samples.PNG, "don.pdf", "nhưng nội dung là ảnh PNG"),
        (samples.PDF, "anh.jpg", "nhưng nội dung là tệp PDF"),
        (samples.HTML, "don.pdf", "đã hỏng hoặc không phải là tệp PDF như đuôi .pdf"),
        (samples.MSI, "don.doc", "đã hỏng hoặc không phải là văn bản Word"),
        (
            samples.HTML,
            "trang.html",
            "Không nhận tệp .html (“trang.html”). Các loại nhận được: PDF",
        ),
        (samples.SVG, "hinh.svg", "Không nhận tệp .svg"),
        (samples.ZIP, "tất cả.zip", "Không nhận tệp .zip"),
        (samples.EXE, "cai.exe", "Không nhận tệp .exe"),
        (samples.EXE, "đơn\u202efdp.exe", "Không nhận tệp .exe (“đơnfdp.exe”)"),
        (samples.PDF, "đơn", "Không nhận tệp không có đuôi"),
        (samples.DOCM, "don.docx", "có chứa macro"),
        (samples.XLS_WITH_MACROS, "bang.xls", "có chứa macro"),
        (samples.HEIC, "IMG_0001.HEIC", "Hãy gửi ảnh JPEG"),
        (samples.HEIC, "IMG_0001.jpg", "là ảnh HEIC"),
    ],
)
def test_what_is_not_taken_is_refused_with_its_reason(
    content: bytes, name: str, sentence: str, files: Path
) -> None:
    assert sentence in refusal(content, name)
    assert stored_in(files) == []


def test_a_refusal_shows_the_name_as_it_is_read() -> None:
    assert "“Đơn tố cáo.exe”" in refusal(samples.EXE, normalize("NFD", "Đơn tố cáo.exe"))


def test_the_scanner_sees_the_content_and_may_refuse_it(settings: Settings, tmp_path: Path) -> None:
    scanner = tmp_path / "scan"
    scanner.write_text('#!/bin/sh\n! grep -q "EICAR" "$2" && test "$1" = --quick\n')
    scanner.chmod(0o755)
    settings.DONTHU_SCAN_COMMAND = f"{scanner} --quick"
    sentence = refusal(samples.PDF + b"EICAR", "đơn.pdf")
    assert sentence == "Tệp “đơn.pdf” không qua được bước kiểm tra mã độc nên không được nhận."
    assert take(samples.PDF, "đơn.pdf").size == len(samples.PDF)


def test_nothing_is_taken_while_the_scanner_is_missing(settings: Settings) -> None:
    settings.DONTHU_SCAN_COMMAND = "/nowhere/scanner"
    assert "Chưa kiểm tra được mã độc" in refusal(samples.PDF, "đơn.pdf")


def put_aside(
    name: str = "đơn.pdf", owner: str = "session:a", content: bytes = samples.PDF
) -> StagedFile:
    return stage(SimpleUploadedFile("x", content), name, owner=owner)


def test_a_staged_file_is_found_again_by_its_owner_alone() -> None:
    mine = put_aside()
    [found] = staged([str(mine.pk)], owner="session:a")
    assert (found.name, found.file.sha256) == ("đơn.pdf", hashlib.sha256(samples.PDF).hexdigest())
    assert staged([str(mine.pk)], owner="session:b") == []


def test_staged_files_come_in_the_order_asked_for_and_each_once() -> None:
    first, second = put_aside("1.pdf"), put_aside("2.pdf")
    tokens = [str(second.pk), "nonsense", str(first.pk), str(second.pk), str(first.file_id)]
    assert [file.name for file in staged(tokens, owner="session:a")] == ["2.pdf", "1.pdf"]


def test_staged_files_obey_the_limit_of_the_deployment(settings: Settings) -> None:
    settings.DONTHU_MAX_FILE_BYTES = 10
    with pytest.raises(Refused, match="vượt mức"):
        put_aside()
    assert not StagedFile.objects.exists()


def test_the_sweep_forgets_after_a_day_and_removes_the_bytes(files: Path) -> None:
    kept = put_aside()
    now = timezone.now()
    assert sweep(at=now + timedelta(hours=23)) == 0
    assert staged([str(kept.pk)], owner="session:a")
    assert sweep(at=now + timedelta(hours=25)) == 1
    assert staged([str(kept.pk)], owner="session:a") == []
    assert not StoredFile.objects.exists()
    assert stored_in(files) == []


def test_the_sweep_keeps_bytes_that_something_points_at(files: Path) -> None:
    put_aside()
    later = put_aside(owner="session:b")
    tomorrow = timezone.now() + timedelta(hours=25)
    StagedFile.objects.filter(pk=later.pk).update(created_at=tomorrow)
    assert sweep(at=tomorrow) == 1
    assert StoredFile.objects.get().sha256 == later.file.sha256
    assert len(stored_in(files)) == 1


def test_the_sweep_keeps_bytes_that_came_in_again(files: Path) -> None:
    put_aside()
    tomorrow = timezone.now() + timedelta(hours=25)
    StoredFile.objects.update(touched_at=tomorrow)
    assert sweep(at=tomorrow) == 1
    assert StoredFile.objects.exists()
    assert len(stored_in(files)) == 1


def test_coming_in_again_is_noted() -> None:
    first = take(samples.PDF, "a.pdf")
    StoredFile.objects.update(touched_at=first.touched_at - timedelta(days=3))
    assert take(samples.PDF, "a.pdf").touched_at >= first.touched_at


@pytest.mark.django_db(transaction=True)
def test_a_file_that_comes_in_while_equal_bytes_are_swept_is_kept(files: Path) -> None:
    """Whichever comes first, what was taken has its bytes."""
    for _ in range(20):
        now = timezone.now()
        put_aside()
        StoredFile.objects.update(touched_at=now - timedelta(days=2))
        StagedFile.objects.update(created_at=now - timedelta(days=2))
        start = Barrier(2, timeout=10)

        def sweeping(start: Barrier = start, now: datetime = now) -> None:
            start.wait()
            sweep(at=now)

        def sending(start: Barrier = start) -> None:
            start.wait()
            put_aside(owner="session:b")

        in_threads([sweeping, sending])
        [sent] = StagedFile.objects.filter(owner="session:b").select_related("file")
        assert (files / sent.file.path).read_bytes() == samples.PDF
        sent.delete()

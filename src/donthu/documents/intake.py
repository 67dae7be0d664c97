"""Taking files in: checked, stored by content, and kept while a form is still being filled in."""

import logging
import shlex
import subprocess
from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256
from tempfile import NamedTemporaryFile
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from donthu.documents import types
from donthu.documents.models import StagedFile, StoredFile
from donthu.documents.names import display_name, extension

KEPT = timedelta(days=1)
SCAN_SECONDS = 120
TAKEN = (
    "PDF, Word (doc, docx), Excel (xls, xlsx), odt, ảnh (jpg, png, webp, gif), mp4, mov, mp3, m4a"
)

logger = logging.getLogger(__name__)


class Refused(Exception):
    """A file is not taken; the message is a Vietnamese sentence that says why and what to do."""


def accept(upload: "File[Any]", name: str, limit_bytes: int) -> StoredFile:
    """Check the file that somebody calls `name` and store its bytes, once for equal ones.

    The bytes are on the disk before the row is in the database. Raises Refused for a file that is
    empty, larger than `limit_bytes`, of a kind not taken, of another kind than its ending says, or
    that the scanner refuses.
    """
    shown = display_name(name)
    _check_size(upload, shown, limit_bytes)
    found = _checked_type(upload, shown)
    _scan(upload, shown)
    digest = sha256()
    upload.seek(0)
    for chunk in upload.chunks():
        digest.update(chunk)
    return _stored(upload, StoredFile(sha256=digest.hexdigest(), size=upload.size, type=found))


def stage(upload: "File[Any]", name: str, *, owner: str) -> StagedFile:
    """Keep a file of `owner` (such as `officer:5`, or a session) for a form not yet sent.

    It is taken up to the deployment's limit of size and kept for a day. Raises Refused.
    """
    with transaction.atomic():
        file = accept(upload, name, settings.DONTHU_MAX_FILE_BYTES)
        return StagedFile.objects.create(
            file=file, name=display_name(name), owner=owner, created_at=Now()
        )


def staged(tokens: Iterable[str], *, owner: str) -> list[StagedFile]:
    """The kept files of `owner` that `tokens` name, in their order; what is gone is left out."""
    ids = [found for token in tokens if (found := _id(token))]
    files = StagedFile.objects.select_related("file").filter(owner=owner).in_bulk(ids)
    return [files[found] for found in dict.fromkeys(ids) if found in files]


def sweep(*, at: datetime) -> int:
    """Forget files that were kept for a day without their form; how many were removed.

    Their bytes go too, unless something points at them or they came in again meanwhile.
    """
    old = StagedFile.objects.filter(created_at__lt=at - KEPT)
    files = set(old.values_list("file_id", flat=True))
    removed, _ = old.delete()
    for file_id in files:
        _remove_if_unused(file_id, at)
    return removed


def _check_size(upload: "File[Any]", name: str, limit_bytes: int) -> None:
    if not upload.size:
        raise Refused(f"Tệp “{name}” không có nội dung. Hãy chọn lại tệp.")
    if upload.size > limit_bytes:
        raise Refused(
            f"Tệp “{name}” lớn {_megabytes(upload.size)}, vượt mức {_megabytes(limit_bytes)}. "
            "Hãy giảm dung lượng hoặc chia thành nhiều tệp."
        )


def _checked_type(upload: "File[Any]", name: str) -> str:
    """The type by content, when it is one that the ending of `name` stands for."""
    ending = extension(name)
    expected = types.BY_EXTENSION.get(ending)
    found = types.content_type(upload)
    if found == types.HEIC or ending in {"heic", "heif"}:
        raise Refused(
            f"Ảnh “{name}” là ảnh HEIC, nhiều máy tính của cơ quan không mở được. Hãy gửi ảnh JPEG "
            "(trên iPhone: Cài đặt, Camera, Định dạng, Tương thích nhất)."
        )
    if found == types.MACROS:
        raise Refused(f"Tệp “{name}” có chứa macro. Hãy lưu lại không kèm macro hoặc xuất ra PDF.")
    if expected is None:
        ends = f"tệp .{ending}" if ending else "tệp không có đuôi"
        raise Refused(f"Không nhận {ends} (“{name}”). Các loại nhận được: {TAKEN}.")
    if found == expected or {found, expected} <= types.PICTURES:
        return found or expected
    if found is None:
        raise Refused(
            f"Tệp “{name}” đã hỏng hoặc không phải là {types.TITLES[expected]} như đuôi .{ending} "
            "của nó. Hãy mở thử tệp rồi lưu lại."
        )
    raise Refused(
        f"Tệp “{name}” có đuôi .{ending} nhưng nội dung là {types.TITLES[found]}. "
        "Hãy kiểm tra lại tệp."
    )


def _scan(upload: "File[Any]", name: str) -> None:
    """Let the command of the deployment look at the file: it refuses by any exit code but 0."""
    if not settings.DONTHU_SCAN_COMMAND:
        return
    with NamedTemporaryFile() as copy:
        upload.seek(0)
        for chunk in upload.chunks():
            copy.write(chunk)
        copy.flush()
        command = [*shlex.split(settings.DONTHU_SCAN_COMMAND), copy.name]
        try:
            done = subprocess.run(command, capture_output=True, timeout=SCAN_SECONDS)
        except (OSError, subprocess.TimeoutExpired) as error:
            logger.exception("The scanner of files did not answer.")
            raise Refused(
                f"Chưa kiểm tra được mã độc trong tệp “{name}”. Hãy thử gửi lại sau ít phút."
            ) from error
    if done.returncode:
        logger.warning("The scanner refused a file with exit code %s.", done.returncode)
        raise Refused(f"Tệp “{name}” không qua được bước kiểm tra mã độc nên không được nhận.")


def _stored(upload: "File[Any]", file: StoredFile) -> StoredFile:
    _write(upload, file)
    file.touched_at = Now()
    StoredFile.objects.bulk_create(
        [file],
        update_conflicts=True,
        unique_fields=["sha256"],
        update_fields=["touched_at"],
    )
    # a sweep that was removing equal bytes has finished by now; this row keeps the next one off
    _write(upload, file)
    return StoredFile.objects.get(sha256=file.sha256)


def _write(upload: "File[Any]", file: StoredFile) -> None:
    if not default_storage.exists(file.path):
        upload.seek(0)
        default_storage.save(file.path, upload)


def _remove_if_unused(file_id: int, at: datetime) -> None:
    """Foreign keys say whether it is used, also those that this room does not know of; SQL rather
    than Django's delete, which would follow a cascade."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "DELETE FROM documents_storedfile WHERE id = %s AND touched_at < %s RETURNING sha256",
                [file_id, at - KEPT],
            )
            if gone := cursor.fetchone():
                default_storage.delete(StoredFile(sha256=gone[0]).path)
    except IntegrityError:
        return


def _id(token: str) -> UUID | None:
    try:
        return UUID(token)
    except ValueError:
        return None


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f} MB".replace(".0 ", " ").replace(".", ",")

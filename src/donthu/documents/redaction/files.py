"""Stored files read and built anew for the public, each by a worker that may fail."""

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage

from donthu.documents import types
from donthu.documents.intake import accept
from donthu.documents.models import StoredFile
from donthu.law.text import nfc

MOST_BYTES = 20_000_000
MOST_PAGES = 20
SECONDS = 45

_WORKER = "donthu.documents.redaction.worker"


class NotForPublic(Exception):
    """A file can not be shown to the public; the message is a Vietnamese sentence that says why."""


@dataclass(frozen=True)
class Reading:
    """What could be read of a file: the text of its pages, and the pages of which not all could."""

    text: str
    pages: int
    unread: Sequence[int]


def read(stored: StoredFile, name: str) -> Reading:
    """The text of a file that may go with what is published. Raises NotForPublic for a kind that
    can not be built anew, and for what is too large. It is read each time: what is not covered yet
    is kept nowhere, or it would outlive a sealing."""
    if stored.type in types.PICTURES:
        return Reading("", 1, (1,))
    if stored.type != types.PDF:
        raise NotForPublic(f"Tệp “{name}” không phải PDF hay ảnh nên không công khai được.")
    if stored.size > MOST_BYTES:
        raise NotForPublic(
            f"Tệp “{name}” lớn hơn {MOST_BYTES // 1_000_000} MB nên không công khai được."
        )
    done = _work(stored, name, do="read", most_pages=MOST_PAGES)
    if done["pages"] > MOST_PAGES:
        raise NotForPublic(
            f"Tệp “{name}” dài {done['pages']} trang, nhiều hơn {MOST_PAGES} trang nên không "
            "công khai được."
        )
    return Reading(nfc("\n".join(done["texts"])), done["pages"], tuple(done["unread"]))


def built_anew(stored: StoredFile, name: str, *, phrases: Iterable[str]) -> StoredFile:
    """A stored file without `phrases`: a PDF becomes pictures of its pages, black where they stood;
    a picture keeps its pixels alone. Raises NotForPublic."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "target"
        pdf = stored.type == types.PDF
        order = {"do": "build", "phrases": list(phrases)} if pdf else {"do": "picture"}
        done = _work(stored, name, target=str(target), **order)
        if done["missed"]:
            raise NotForPublic(
                f"Tệp “{name}” có chữ phải che mà không rõ nằm ở đâu trên trang nên không công khai "
                "được."
            )
        with target.open("rb") as content:
            ending = "pdf" if pdf else "jpg"
            return accept(File(content), f"cong-khai.{ending}", 5 * MOST_BYTES)


def _work(stored: StoredFile, name: str, **order: Any) -> dict[str, Any]:
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "file"
        with default_storage.open(stored.path) as content, copy.open("wb") as target:
            for chunk in content.chunks():
                target.write(chunk)
        try:
            done = subprocess.run(
                [sys.executable, "-m", _WORKER],
                input=json.dumps({"file": str(copy), **order}).encode(),
                capture_output=True,
                timeout=SECONDS,
                check=True,
                env={"PYTHONPATH": ":".join(filter(None, sys.path)), "LANG": "C.UTF-8"},
            )
            return dict(json.loads(done.stdout))
        except (subprocess.SubprocessError, ValueError) as error:
            raise NotForPublic(
                f"Tệp “{name}” không mở được để che nên không công khai được."
            ) from error

"""Where the bytes of files lie: whole or not at all, and still there after a power cut."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files import File
from django.core.files.storage import FileSystemStorage

from donthu.ledger.keyfile import sync_folder


class DurableStorage(FileSystemStorage):
    """A folder in which a name appears when its content is on the disk; readable by us alone.

    Saving under a name that exists puts the new content in its place.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"allow_overwrite": True} | options)

    def _save(self, name: str, content: "File[Any]") -> str:
        path = Path(self.path(name))
        missing = [folder for folder in _upwards(path.parent) if not folder.exists()]
        path.parent.mkdir(parents=True, exist_ok=True)
        # made with the mode 0600, which stays
        with NamedTemporaryFile(dir=path.parent, prefix=".new-", delete=False) as file:
            try:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
                os.replace(file.name, path)
            except BaseException:
                os.unlink(file.name)
                raise
        for folder in {path.parent, *(folder.parent for folder in missing)}:
            sync_folder(folder)
        return name


def _upwards(folder: Path) -> Iterator[Path]:
    yield folder
    yield from folder.parents

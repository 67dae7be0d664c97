"""Keys in files outside the database: made once, whole or not at all, readable by us alone."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import uuid4


def read_or_make(path: Path, make: Callable[[], bytes]) -> bytes:
    """What stands in `path`; when there is no such file, what `make` returns, written first.

    Several processes may come at once: all return what the first of them wrote.
    """
    with suppress(FileNotFoundError):
        return path.read_bytes()
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fresh = path.with_name(f"{path.name}.{uuid4().hex}")
    write_durably(fresh, make())
    with suppress(FileExistsError):
        os.link(fresh, path)
    fresh.unlink()
    sync_folder(path.parent)
    return path.read_bytes()


def write_durably(path: Path, content: bytes) -> None:
    """Write `path`, readable by its owner alone, so that it survives a power cut."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

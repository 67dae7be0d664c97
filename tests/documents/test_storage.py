import os
import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from donthu.documents.storage import DurableStorage


class Broken(ContentFile):
    """Breaks off in the middle, as a lost connection does."""

    def chunks(self, chunk_size: int | None = None):  # type: ignore[no-untyped-def]
        yield b"half"
        raise ConnectionError


def test_what_is_saved_is_read_again_and_for_us_alone(tmp_path: Path) -> None:
    storage = DurableStorage(location=tmp_path)
    assert storage.save("ab/cd/abcd", ContentFile("nội dung".encode())) == "ab/cd/abcd"
    assert storage.open("ab/cd/abcd").read() == "nội dung".encode()
    assert stat.S_IMODE((tmp_path / "ab/cd/abcd").stat().st_mode) == 0o600


def test_a_name_appears_only_with_its_whole_content(tmp_path: Path) -> None:
    storage = DurableStorage(location=tmp_path)
    with pytest.raises(ConnectionError):
        storage.save("ab/cd/abcd", Broken(b""))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_saving_again_keeps_the_name(tmp_path: Path) -> None:
    storage = DurableStorage(location=tmp_path)
    names = {storage.save("ab/cd/abcd", ContentFile(b"x")) for _ in range(2)}
    assert names == {"ab/cd/abcd"}
    assert os.listdir(tmp_path / "ab/cd") == ["abcd"]


def test_the_bytes_are_synced_before_the_name_and_the_folders_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[tuple[str, bool]] = []
    fsync = os.fsync

    def watched(descriptor: int) -> None:
        path = os.readlink(f"/proc/self/fd/{descriptor}")
        synced.append((path, (tmp_path / "ab/cd/abcd").exists()))
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    DurableStorage(location=tmp_path).save("ab/cd/abcd", ContentFile(b"x"))
    (file, named), *folders = synced
    assert Path(file).name.startswith(".new-")
    assert not named
    assert {Path(path) for path, _ in folders} == {tmp_path / "ab/cd", tmp_path / "ab", tmp_path}
    assert all(named for _, named in folders)

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Path:
    """The folder of stored files of one test."""
    default = settings.STORAGES["default"] | {"OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = settings.STORAGES | {"default": default}
    return tmp_path / "files"

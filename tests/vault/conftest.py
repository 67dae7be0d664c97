from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def keys(settings: Settings, tmp_path: Path) -> Path:
    """Keys of one test."""
    settings.DONTHU_KEYS = tmp_path / "keys"
    return tmp_path / "keys"

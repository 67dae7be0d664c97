"""The sample accounts that `make demo` prints."""

from pathlib import Path

import pytest

from donthu.agencies.models import Officer
from donthu.cli import logins
from tests.sample import sample, sample_database

__all__ = ["sample", "sample_database"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("sample")]


def test_every_account_shown_opens_with_the_password_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logins, "FILE", tmp_path / "logins")

    head, *accounts = logins.write_logins().read_text().splitlines()

    password = head.rpartition(" ")[2]
    officers = [Officer.objects.get(username=line.split()[0]) for line in accounts]
    assert all(officer.check_password(password) for officer in officers)
    assert {"chuyên viên xử lý (Sở Xây dựng tỉnh Đồng Tháp)", "quản trị hệ thống"} <= {
        part
        for line in accounts
        for part in (line.split("  ")[-1], line.split("  ")[-1].split(" (")[0])
    }
    assert logins.FILE.stat().st_mode & 0o077 == 0

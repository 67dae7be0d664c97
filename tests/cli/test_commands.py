"""What the commands print when all is well."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from donthu.agencies.models import ApiToken, Officer
from tests import database
from tests import serving as outside
from tests.cli.test_errors import Run, run

__all__ = ["run"]
pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_the_first_administrator_gets_a_password_shown_once(run: Run) -> None:
    code, out, _ = run("admin", "Lan", "--agency", "tinh", "--agency-name", "Tỉnh mẫu")

    password = out.split("Mật khẩu: ")[1].split()[0]
    assert code == 0
    assert Officer.objects.get(username="lan").check_password(password)
    code, out, _ = run("admin", "lan", "--agency", "tinh")
    assert code == 0
    assert "Mật khẩu:" not in out


def test_officers_are_listed_for_people_and_for_programs(run: Run) -> None:
    run("admin", "lan", "--agency", "tinh", "--agency-name", "Tỉnh mẫu")

    _, table, _ = run("officers")
    _, text, _ = run("officers", "--agency", "tinh", "--json")

    assert table.startswith("lan\t")
    [row] = json.loads(text)
    assert (row["username"], row["agency"]) == ("lan", "tinh")
    assert set(row["roles"]) == {"system_admin", "agency_admin"}


def test_a_token_is_printed_alone_so_that_scripts_can_take_it(run: Run) -> None:
    run("admin", "lan", "--agency", "tinh", "--agency-name", "Tỉnh mẫu")

    code, out, _ = run("token", "lan", "--days", "3", "--scope", "intake")

    assert code == 0
    assert len(out.split()) == 1
    assert ApiToken.objects.get().scope == "intake"


def test_places_may_be_seeded_twice(run: Run) -> None:
    for _ in range(2):
        code, out, _ = run("seed", "areas")

        assert code == 0
        assert "34 tỉnh, thành phố và 3.321 xã" in out


def test_an_untouched_book_of_events_is_found_whole(run: Run) -> None:
    code, out, _ = run("ledger", "verify")

    assert code == 0
    assert "nguyên vẹn" in out


def test_any_command_of_django_can_be_run(run: Run) -> None:
    code, out, _ = run("django", "check")

    assert code == 0
    assert out.startswith("System check identified no issues")


@pytest.fixture
def checked(tmp_path: Path, database_server: None) -> Callable[..., "tuple[int, str, str]"]:
    def call(**more: str) -> tuple[int, str, str]:
        env = outside.environment(tmp_path, **more)
        done = outside.donthu("check", env=env)
        return done.returncode, done.stdout, done.stderr

    return call


def test_check_finds_a_migrated_deployment_in_order_and_names_each_fault(
    checked: Callable[..., "tuple[int, str, str]"], tmp_path: Path, db: None
) -> None:
    name = database.own_name("check")
    database.copy_template(name)
    try:
        url = database.conninfo(name)
        missing, before, _ = checked(DATABASE_URL=url)
        env = {"DATABASE_URL": url, "DONTHU_PORTAL_AGENCY": "tinh"}
        given = ("admin", "lan", "--agency", "tinh", "--agency-name", "Tỉnh mẫu")
        outside.donthu(*given, env=outside.environment(tmp_path, **env))
        _, good, _ = checked(**env)
        code, bad, err = checked(
            DATABASE_URL=url, DONTHU_SMTP_HOST="127.0.0.1", DONTHU_SMTP_PORT="1"
        )
    finally:
        database.drop(name)

    assert "✓ Cơ sở dữ liệu: PostgreSQL" in good
    assert missing == 1
    assert "✗ Cổng: chưa có cơ quan mã «vpcp» nên Cổng chưa nhận được phản ánh" in before
    assert "✓ Cổng: phản ánh không ghi nơi gửi đến Tỉnh mẫu (mã tinh)." in good
    assert "✓ Chỗ chứa tệp: ghi được vào" in good
    assert "✓ Đồng hồ:" in good
    assert code == 1
    assert "✗ Thư điện tử: không nối được máy chủ thư 127.0.0.1:1" in bad
    assert err == "Có lỗi cần sửa, xem các dòng đánh dấu ✗ ở trên.\n"

"""Whatever goes wrong, the operator reads one Vietnamese sentence and no traceback."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError, ProgrammingError

from donthu.cli import errors, group
from tests import database
from tests import serving as outside

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Iterator[Run]:
    """The command line inside this process, on the test's own database."""
    monkeypatch.setenv("DATABASE_URL", "the test's")
    monkeypatch.setattr(errors, "LOG", tmp_path / "donthu.log")

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["donthu", *arguments])
        with pytest.raises(SystemExit) as ended:
            group.main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    before = os.umask(0o077)  # the command sets it for its own process
    yield call
    os.umask(before)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("serv", "Không có lệnh 'serv'. Xem: donthu --help\n"),
        ("serve --prot 1", "Không có tùy chọn --prot. Xem: donthu serve --help\n"),
        ("admin", "Thiếu 'USERNAME'. Xem: donthu admin --help\n"),
        ("admin lan", "Thiếu '--agency'. Xem: donthu admin --help\n"),
        ("synth --cases -5 --seed 1", "Giá trị của '--cases' không dùng được. Xem: donthu synth"),
        ("token lan --days", "Tùy chọn --days gõ chưa đúng. Xem: donthu --help\n"),
    ],
)
def test_a_command_typed_wrong_is_told_in_one_sentence(run: Run, typed: str, said: str) -> None:
    code, out, err = run(*typed.split())

    assert (code, out) == (2, "")
    assert err.startswith(said)
    assert err.count("\n") == 1


def test_without_a_command_the_help_is_shown(run: Run) -> None:
    code, _, err = run()

    assert code == 2
    assert "serve" in err


@pytest.mark.django_db
@pytest.mark.database
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("token nobody", "Không có tài khoản đang dùng tên nobody.\n"),
        ("officers --agency khong-co", "Chưa có cơ quan mã khong-co.\n"),
        ("admin lan --agency khong-co", "Chưa có cơ quan mã khong-co.\n"),
    ],
)
def test_what_a_rule_refuses_is_told_in_its_own_sentence(run: Run, typed: str, said: str) -> None:
    assert run(*typed.split()) == (1, "", said)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OperationalError("connection refused"), "Không kết nối được cơ sở dữ liệu"),
        (ProgrammingError('relation "x" does not exist'), "hãy chạy lệnh donthu migrate."),
        (PermissionError(13, "Permission denied", "/x"), "Hệ điều hành từ chối: Permission denied"),
        (KeyboardInterrupt(), "Đã dừng theo yêu cầu."),
        (KeyError("x"), "Lỗi không lường trước, chi tiết ở"),
    ],
)
def test_errors_of_the_system_have_their_sentence(
    run: Run, monkeypatch: pytest.MonkeyPatch, error: BaseException, said: str
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr("donthu.cli.database.prepare", fail)

    code, out, err = run("migrate")

    assert (code, out) == (1, "")
    assert said in err
    assert err.strip().count("\n") == 0


def test_the_log_says_where_it_broke_but_names_nobody(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    detail = "Key (name)=(Nguyễn Văn A) already exists."

    def fail() -> None:
        raise IntegrityError(f"duplicate key\nDETAIL:  {detail}")

    monkeypatch.setattr("donthu.cli.database.prepare", fail)

    _, _, err = run("migrate")

    log = errors.LOG.read_text()
    assert str(errors.LOG) in err
    assert "IntegrityError: duplicate key" in log
    assert "in fail" in log
    assert "Nguyễn" not in log
    assert errors.LOG.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"DATABASE_URL": "mysql:/x"}, "DATABASE_URL không phải là địa chỉ PostgreSQL hợp lệ."),
        (
            {"DATABASE_URL": "postgresql://127.0.0.1:1/x"},
            "Không kết nối được cơ sở dữ liệu; hãy xem lại DATABASE_URL hoặc máy chủ PostgreSQL.",
        ),
    ],
)
def test_the_real_command_says_what_is_wrong_with_the_address(
    tmp_path: Path, more: Mapping[str, str], said: str
) -> None:
    done = outside.donthu("migrate", env=outside.environment(tmp_path, **more))

    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"{said}\n")


@pytest.mark.database
def test_serving_an_empty_database_is_refused(tmp_path: Path, database_server: None) -> None:
    name = database.own_name("empty")
    database.create_empty(name)
    try:
        env = outside.environment(tmp_path, DATABASE_URL=database.conninfo(name))
        done = outside.donthu("serve", "--port", str(outside.free_port()), env=env)
    finally:
        database.drop(name)

    assert done.returncode == 1
    assert done.stderr == "Cơ sở dữ liệu chưa đúng phiên bản; hãy chạy lệnh donthu migrate.\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_data_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    done = outside.donthu("migrate", env=outside.environment(tmp_path / "data"))

    assert done.returncode == 1
    assert str(tmp_path / "data") in done.stderr
    assert done.stderr.count("\n") == 1

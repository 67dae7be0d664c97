"""From any exception to one Vietnamese sentence; the rest goes to the log in the data folder."""

import os
import sys
from datetime import UTC, datetime

import click

from donthu.config.logs import told
from donthu.config.paths import DATA

LOG = DATA / "log" / "donthu.log"


def sentence(error: BaseException) -> tuple[str, int]:
    """What to tell the operator of `error`, and the exit code: 2 for a command that was typed
    wrong, 1 for everything else. What nobody foresaw is written to the log."""
    if isinstance(error, SystemExit):
        return _of_exit(error)
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return "Đã dừng theo yêu cầu.", 1
    if isinstance(error, click.UsageError):
        return f"{_of_usage(error)} Xem: {_help_of(error)}", 2
    _log(error)
    if isinstance(error, click.ClickException) or _is_ours(error):
        return _finished(str(error)), 1
    return _of_foreign(error) or f"Lỗi không lường trước, chi tiết ở {LOG}.", 1


def _of_exit(error: SystemExit) -> tuple[str, int]:
    if error.code is None or isinstance(error.code, int):
        return "", min(error.code or 0, 2)
    return str(error.code), 1


def _of_usage(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        return f"Không có tùy chọn {error.option_name}."
    if isinstance(error, click.MissingParameter):
        return f"Thiếu {error.param.get_error_hint(error.ctx) if error.param else 'tham số'}."
    if isinstance(error, click.BadParameter):
        name = error.param.get_error_hint(error.ctx) if error.param else "tham số"
        return f"Giá trị của {name} không dùng được."
    if isinstance(error, click.NoSuchCommand):
        return f"Không có lệnh {error.command_name!r}."
    if isinstance(error, click.BadOptionUsage):
        return f"Tùy chọn {error.option_name} gõ chưa đúng."
    return "Lệnh gõ chưa đúng."


def _help_of(error: click.UsageError) -> str:
    return f"{error.ctx.command_path if error.ctx else 'donthu'} --help"


def _of_foreign(error: BaseException) -> str | None:
    """Sentences for what the system or Django report."""
    from django.core.exceptions import ImproperlyConfigured, ValidationError
    from django.core.management import CommandError
    from django.db import OperationalError, ProgrammingError

    if isinstance(error, OperationalError):
        return "Không kết nối được cơ sở dữ liệu; hãy xem lại DATABASE_URL hoặc máy chủ PostgreSQL."
    if isinstance(error, ProgrammingError):
        return "Cơ sở dữ liệu chưa đúng phiên bản; hãy chạy lệnh donthu migrate."
    if isinstance(error, ImproperlyConfigured):
        return f"Cấu hình chưa đúng, chi tiết ở {LOG}."
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, CommandError):
        return _finished(str(error))
    if isinstance(error, OSError) and error.strerror:
        return f"Hệ điều hành từ chối: {error.strerror} ({error.filename or 'không rõ tệp'})."
    return None


def _is_ours(error: BaseException) -> bool:
    """The exceptions of our own rooms carry a Vietnamese sentence; a bare KeyError of theirs does
    not, nor does what a library raises."""
    return type(error).__module__.startswith("donthu.") and " " in str(error)


def _finished(said: str) -> str:
    return said if said.endswith((".", "!", "?")) else f"{said}."


def _log(error: BaseException) -> None:
    head = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ} {' '.join(sys.argv[:2])}"
    try:
        LOG.parent.mkdir(parents=True, exist_ok=True)
        with open(LOG, "a", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(f"{head}\n{told(error)}\n\n")
    except OSError:
        return  # a data folder that cannot be written is often the very fault to be told

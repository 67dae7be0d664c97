"""`donthu check`: what a deployment needs, in plain words."""

import os
import shutil
import smtplib
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import click

from donthu.cli.environment import prepare
from donthu.cli.errors import sentence
from donthu.config.paths import DATA

NOTE, GOOD, FAULT = "–", "✓", "✗"
Finding = tuple[str, str]
SECONDS_OFF = 2.0  # a clock further off dates letters wrongly at midnight


def run_checks() -> bool:
    """Print one line for each finding; whether there was no fault."""
    faults = 0
    for title, look in CHECKS:
        try:
            findings = list(look())
        except Exception as error:  # noqa: BLE001 - whatever breaks a check is its finding
            findings = [(FAULT, sentence(error)[0])]
        for mark, said in findings:
            click.echo(f"{mark} {title}: {said}")
            faults += mark == FAULT
        if title == SETTINGS and faults:
            break  # nothing else can be looked at
    return not faults


def _settings() -> Iterator[Finding]:
    prepare()
    from django.conf import settings
    from django.core import checks

    for message in checks.run_checks():
        if message.level >= checks.ERROR:
            yield FAULT, str(message.msg)
    if settings.DEBUG:
        yield NOTE, "DONTHU_DEBUG đang bật; không dùng khi có người dân truy cập."
    if not settings.BASE_URL.startswith("https://"):
        yield NOTE, f"địa chỉ là {settings.BASE_URL}; dịch vụ thật cần DONTHU_URL với https://"
    yield GOOD, "đọc được."


def _database() -> Iterator[Finding]:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), current_setting('server_version_num')::int,"
            " current_setting('fsync')"
        )
        version, number, fsync = cursor.fetchone()
    whose = "DATABASE_URL" if os.environ.get("DATABASE_URL") else "đi kèm"
    if number < 150000:
        yield FAULT, f"PostgreSQL {version} quá cũ, cần 15 trở lên."
    else:
        yield GOOD, f"PostgreSQL {version} ({whose})."
    if fsync == "off":
        yield FAULT, "fsync đang tắt; mất điện có thể mất đơn đã nhận."
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield FAULT, "chưa đúng phiên bản; hãy chạy lệnh donthu migrate."


def _portal() -> Iterator[Finding]:
    from django.conf import settings
    from django.utils import timezone

    from donthu.ui.feedback import portal_agency

    code = settings.DONTHU_PORTAL_AGENCY
    agency = portal_agency(on=timezone.localdate())
    if agency is None:
        yield (
            FAULT,
            (
                f"chưa có cơ quan mã «{code}» nên Cổng chưa nhận được phản ánh; hãy đặt DONTHU_PORTAL_AGENCY "
                "là mã của một cơ quan đang hoạt động (donthu admin TÊN --agency MÃ tạo cơ quan đầu tiên)."
            ),
        )
    else:
        yield GOOD, f"phản ánh không ghi nơi gửi đến {agency.name} (mã {code})."


def _storage() -> Iterator[Finding]:
    from django.conf import settings

    for folder in (DATA, settings.DONTHU_KEYS, DATA / "files"):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
    free = shutil.disk_usage(DATA).free / 2**30
    mark = GOOD if free >= 1 else FAULT
    yield mark, f"ghi được vào {DATA}, còn {free:.0f} GB trống."


def _mail() -> Iterator[Finding]:
    from django.conf import settings

    place = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=5) as server:
            server.noop()
    except (OSError, smtplib.SMTPException):
        # without a mail server everything else works; letters wait until there is one
        mark = FAULT if "DONTHU_SMTP_HOST" in os.environ else NOTE
        yield mark, f"không nối được máy chủ thư {place} (DONTHU_SMTP_HOST, DONTHU_SMTP_PORT)."
    else:
        yield GOOD, f"máy chủ thư {place} trả lời."


def _sms() -> Iterator[Finding]:
    from django.conf import settings

    if not settings.DONTHU_SMS_URL:
        yield (
            NOTE,
            "chưa đặt DONTHU_SMS_URL nên không gửi tin nhắn; ai chỉ để lại số điện thoại thì không được báo.",
        )
        return
    place = urlsplit(settings.DONTHU_SMS_URL)
    if place.scheme not in {"http", "https"} or not place.hostname:
        yield FAULT, "DONTHU_SMS_URL phải là một địa chỉ http:// hoặc https://"
        return
    port = place.port or (443 if place.scheme == "https" else 80)
    try:
        socket.create_connection((place.hostname, port), timeout=5).close()
    except OSError:
        yield FAULT, f"không nối được cổng tin nhắn {place.hostname}:{port} (DONTHU_SMS_URL)."
    else:
        yield (
            GOOD,
            f"cổng tin nhắn {place.hostname}:{port} trả lời, người gửi là {settings.DONTHU_SMS_FROM}.",
        )
    if not settings.DONTHU_SMS_TOKEN:
        yield NOTE, "chưa đặt DONTHU_SMS_TOKEN; cổng tin nhắn có thể từ chối."


def _clock() -> Iterator[Finding]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())::float8")
        off = abs(cursor.fetchone()[0] - time.time())
    if off > SECONDS_OFF:
        yield FAULT, f"máy này và máy cơ sở dữ liệu lệch nhau {off:.0f} giây."
    else:
        yield GOOD, f"{time.strftime('%H:%M %d/%m/%Y')}, khớp với cơ sở dữ liệu."


def _programs() -> Iterator[Finding]:
    if shutil.which("soffice") or shutil.which("libreoffice"):
        yield GOOD, "có LibreOffice."
    else:
        yield NOTE, "không có LibreOffice; văn bản Word sẽ không chuyển được sang PDF."


SETTINGS = "Cấu hình"
CHECKS: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
    (SETTINGS, _settings),
    ("Cơ sở dữ liệu", _database),
    ("Cổng", _portal),
    ("Chỗ chứa tệp", _storage),
    ("Thư điện tử", _mail),
    ("Tin nhắn", _sms),
    ("Đồng hồ", _clock),
    ("Phần mềm phụ", _programs),
)

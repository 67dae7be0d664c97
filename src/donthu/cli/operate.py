"""Commands that run and check a deployment."""

import os
import socket
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException

import click

from donthu.cli.checks import run_checks
from donthu.cli.environment import prepare
from donthu.cli.static import collect
from donthu.cli.supervisor import Child, Supervisor
from donthu.config import postgres
from donthu.config.paths import DATA

_web_options = (
    click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ để nghe."),
    click.option("--port", type=int, help="Cổng; mặc định là PORT hoặc 8000."),
    click.option(
        "--workers",
        type=click.IntRange(1, 64),
        default=min(4, os.cpu_count() or 1),
        help="Số tiến trình web.",
    ),
)
NICENESS = 10
THREADS = 8  # a web process's; each may hold one connection to the database


def _with_web_options(command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(_web_options):
        command = option(command)
    return command


@click.command()
@_with_web_options
def serve(host: str, port: int | None, workers: int) -> None:
    """Chạy web và tiến trình nền; kèm PostgreSQL khi không đặt DATABASE_URL."""
    address = (host, port or int(os.environ.get("PORT", "8000")))
    web = _web(address, workers)
    _supervise(address, [web, Child("nền", [sys.executable, "-m", "donthu.cli", "worker"])])


@click.command()
@_with_web_options
def web(host: str, port: int | None, workers: int) -> None:
    """Chỉ chạy web, khi tiến trình nền ở máy khác."""
    address = (host, port or int(os.environ.get("PORT", "8000")))
    _supervise(address, [_web(address, workers)])


@click.command()
def worker() -> None:
    """Chỉ chạy tiến trình nền; cần nối thẳng PostgreSQL, không qua bộ gộp kết nối."""
    prepare()
    _require_schema()
    from django.conf import settings
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    os.nice(NICENESS)  # a person waits for a page, nobody for a job
    # jobs that do not end in time are taken up again by another worker
    with app.replace_connector(DjangoConnector(alias="default").get_worker_connector()):
        app.run_worker(
            shutdown_graceful_timeout=20,
            update_heartbeat_interval=settings.DONTHU_RESCUE_AFTER / 6,
            stalled_worker_timeout=settings.DONTHU_RESCUE_AFTER,
        )


@click.command()
def check() -> None:
    """Kiểm tra cấu hình, cơ sở dữ liệu, chỗ chứa tệp, thư điện tử, đồng hồ."""
    if not run_checks():
        raise click.ClickException("Có lỗi cần sửa, xem các dòng đánh dấu ✗ ở trên.")


COMMANDS = (serve, web, worker, check)


def _web(address: tuple[str, int], workers: int) -> Child:
    """Everything the web process needs is made ready and checked here, where errors are told."""
    host, port = address
    os.environ["PORT"] = str(port)  # the settings derive our own address from it
    _await_free(host, port)
    prepare()
    _require_schema()
    collect()
    command = [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", host, "--port", str(port), "--workers", str(workers)),
        *("--blocking-threads", str(THREADS), "--blocking-threads-idle-timeout", "600"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "20", "--log-level", "error"),
        "donthu.config.wsgi:application",
    ]
    return Child("web", command)


def _await_free(host: str, port: int) -> None:
    """A predecessor may need a moment to let go of the port."""
    for _ in range(50):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                refused = error
            else:
                return
        time.sleep(0.1)
    raise click.ClickException(f"Không mở được cổng {port} ở {host}: {refused.strerror}")


def _require_schema() -> None:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise click.ClickException(
            "Cơ sở dữ liệu chưa đúng phiên bản; hãy chạy lệnh donthu migrate."
        )
    connection.close()


def _supervise(address: tuple[str, int], children: list[Child]) -> None:
    from django.conf import settings

    silent = True

    def tend() -> None:
        nonlocal silent
        if not os.environ.get("DATABASE_URL") and not postgres.running(DATA):
            click.echo("PostgreSQL đã dừng, khởi động lại.", err=True)
            try:
                postgres.ensure(DATA)
            except (postgres.PostgresError, OSError) as error:
                # killed once more while starting, or no room on the disk: a second later it is
                # tried again, meanwhile the web says that it will pass
                click.echo(str(error), err=True)
        if silent and _answers(address):
            silent = False
            click.echo(f"Đơn Thư chạy tại {settings.BASE_URL} (Ctrl-C để dừng).")

    Supervisor(children, tend).run()
    click.echo("Đã dừng.")


def _answers(address: tuple[str, int]) -> bool:
    host, port = address
    here = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
    connection = HTTPConnection(here, port, timeout=5)
    try:
        connection.request("HEAD", "/")
        connection.getresponse()
    except (OSError, HTTPException):
        return False
    else:
        return True
    finally:
        connection.close()

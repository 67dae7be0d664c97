"""Commands about what the database holds: its schema, its catalogues, its book of events."""

import sys

import click

from donthu.cli.environment import Progress, number, prepare
from donthu.cli.logins import write_logins


@click.command()
def migrate() -> None:
    """Tạo hoặc nâng cấp các bảng của cơ sở dữ liệu."""
    prepare()
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    click.echo("Cơ sở dữ liệu đã đúng phiên bản.")


@click.group()
def seed() -> None:
    """Nạp danh mục và dữ liệu mẫu; chạy lại nhiều lần được."""


@seed.command()
def areas() -> None:
    """Nạp đơn vị hành chính (tỉnh, xã hiện nay và trước 01/7/2025) và danh mục lĩnh vực."""
    prepare()
    from donthu.agencies.seeding import seed_areas, seed_fields

    counted = seed_areas(progress=Progress())
    seed_fields()
    click.echo(
        f"Đã có {number(counted['provinces'])} tỉnh, thành phố và {number(counted['communes'])} xã, "
        f"phường, đặc khu; {number(counted['old'])} đơn vị cũ để tra cứu."
    )


@seed.command()
def demo() -> None:
    """Nạp tỉnh mẫu: cơ quan, cán bộ và vụ việc dựng bằng chính các thao tác nghiệp vụ."""
    prepare()
    from donthu.demo.world import seed_demo

    counts = seed_demo(progress=Progress())
    click.echo(
        f"Tỉnh mẫu có {number(counts['agencies'])} cơ quan, {number(counts['officers'])} cán bộ; "
        f"thêm {number(counts['cases'])} vụ việc. Tài khoản ghi ở {write_logins()}"
    )


@click.group()
def ledger() -> None:
    """Sổ sự kiện."""


@ledger.command()
def verify() -> None:
    """Kiểm tra chuỗi sự kiện; nêu dòng sai đầu tiên và thoát với mã 1 nếu có."""
    prepare()
    from donthu.ledger.verify import verify as check

    progress = Progress()
    report = check(progress=lambda done, total: progress("sự kiện", done, total))
    click.echo(report.text())
    if report.first:
        raise click.ClickException(f"Sổ sự kiện không nguyên vẹn: {report.first}")


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    add_help_option=False,
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def django(arguments: tuple[str, ...]) -> None:
    """Chạy một lệnh quản trị của Django, ví dụ: donthu django shell"""
    prepare()
    from django.core.management import execute_from_command_line

    sys.argv[0] = "donthu django"
    execute_from_command_line([sys.argv[0], *arguments])


COMMANDS = (migrate, seed, ledger, django)

"""Commands about officers and their tokens."""

import json

import click
from django.utils import timezone

from donthu.cli.environment import prepare


@click.command()
@click.argument("username")
@click.option("--agency", required=True, help="Mã cơ quan.")
@click.option("--agency-name", default="", help="Tên cơ quan, khi hệ thống chưa có cơ quan nào.")
def admin(username: str, agency: str, agency_name: str) -> None:
    """Tạo quản trị viên đầu tiên của một cơ quan và in mật khẩu dùng một lần."""
    prepare()
    from donthu.agencies.accounts import make_admin

    officer, password = make_admin(username, agency, at=timezone.now(), agency_name=agency_name)
    click.echo(f"Tài khoản: {officer.username}")
    if password:
        click.echo(f"Mật khẩu: {password}\nHãy đổi ngay khi đăng nhập lần đầu.")
    else:
        click.echo("Tài khoản đã có từ trước, mật khẩu giữ nguyên.")


@click.command()
@click.option("--agency", help="Chỉ cơ quan có mã này và các cơ quan cấp dưới.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def officers(agency: str | None, as_json: bool) -> None:
    """Liệt kê cán bộ, cơ quan và vai trò."""
    prepare()
    from donthu.agencies.accounts import list_officers

    found = list_officers(on=timezone.localdate(), agency_code=agency)
    if as_json:
        click.echo(json.dumps([row.as_json() for row in found], ensure_ascii=False, indent=2))
        return
    for row in found:
        closed = "" if row.is_active else " (đã đóng)"
        click.echo(f"{row.username}\t{row.full_name}\t{row.agency}\t{', '.join(row.roles)}{closed}")


@click.command()
@click.argument("username")
@click.option(
    "--days", type=click.IntRange(min=1), default=90, show_default=True, help="Số ngày dùng được."
)
@click.option("--scope", default="full", show_default=True, help="Phạm vi: full, read hoặc intake.")
def token(username: str, days: int, scope: str) -> None:
    """In mã truy cập API của một cán bộ; chỉ hiện một lần này."""
    prepare()
    from donthu.agencies.tokens import make_token

    click.echo(make_token(username, days, scope, at=timezone.now()))


COMMANDS = (admin, officers, token)

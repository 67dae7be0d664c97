"""Commands about officers and their tokens."""

import json

import click

from donthu.cli.environment import prepare


@click.command()
@click.argument("username")
@click.option("--agency", required=True, help="Mã cơ quan.")
def admin(username: str, agency: str) -> None:
    """Tạo quản trị viên đầu tiên của một cơ quan và in mật khẩu dùng một lần."""
    prepare()
    from donthu.agencies.accounts import make_admin

    password = make_admin(username=username, agency_code=agency)
    click.echo(f"Tài khoản: {username}\nMật khẩu: {password}\nHãy đổi ngay khi đăng nhập lần đầu.")


@click.command()
@click.option("--agency", help="Chỉ cơ quan có mã này.")
@click.option("--json", "as_json", is_flag=True, help="In dạng JSON.")
def officers(agency: str | None, as_json: bool) -> None:
    """Liệt kê cán bộ, cơ quan và vai trò."""
    prepare()
    from donthu.agencies.accounts import list_officers

    found = list_officers(agency_code=agency)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for officer in found:
        click.echo("\t".join(str(value) for value in officer.values()))


@click.command()
@click.argument("username")
@click.option("--days", type=click.IntRange(1, 3650), default=90, show_default=True, help="Hạn.")
@click.option("--scope", default="", help="Phạm vi hẹp hơn, ví dụ intake.")
def token(username: str, days: int, scope: str) -> None:
    """In mã truy cập API của một cán bộ; chỉ hiện một lần này."""
    prepare()
    from donthu.agencies.accounts import make_token

    click.echo(make_token(username=username, days=days, scope=scope))


COMMANDS = (admin, officers, token)

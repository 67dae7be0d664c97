"""The command `donthu` put together."""

import sys

import click

from donthu.cli import accounts, database, measure, operate
from donthu.cli.errors import sentence


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def donthu() -> None:
    """Đơn Thư: tiếp nhận, xử lý, trả lời đơn thư và phản ánh, kiến nghị.

    Không đặt DATABASE_URL thì dùng PostgreSQL đi kèm; dữ liệu nằm trong DONTHU_DATA (mặc định var/).
    """


for room in (operate, database, accounts, measure):
    for command in room.COMMANDS:
        donthu.add_command(command)


def main() -> None:
    """Run the command line; an error is one Vietnamese sentence and exit code 1 or 2."""
    try:
        code = donthu.main(standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        code = 2
    except BaseException as error:  # noqa: BLE001 - this is where every error ends
        said, code = sentence(error)
        if said:
            click.echo(said, err=True)
    sys.exit(code if isinstance(code, int) else 0)

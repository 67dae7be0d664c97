"""Commands that make up cases in bulk and measure the work on them."""

from pathlib import Path

import click

from donthu.cli.environment import Progress, number, prepare


@click.command()
@click.option("--cases", type=click.IntRange(1), required=True, help="Số vụ việc.")
@click.option("--seed", type=int, required=True, help="Hạt giống: cùng số thì cùng dữ liệu.")
def synth(cases: int, seed: int) -> None:
    """Ghi vụ việc giả lập hàng loạt vào các cơ quan mẫu."""
    prepare()
    from donthu.demo.synth import write_cases

    write_cases(cases=cases, seed=seed, progress=Progress())
    click.echo(f"Đã ghi {number(cases)} vụ việc.")


@click.command()
@click.option("--cases", type=click.IntRange(1), help="Số vụ việc cần có trước khi đo.")
@click.option(
    "--json", "json_file", type=click.Path(dir_okay=False, path_type=Path), help="Tệp kết quả."
)
def bench(cases: int | None, json_file: Path | None) -> None:
    """Đo thời gian các việc chính trên máy này."""
    prepare()
    from donthu.demo.bench import run

    run(cases=cases, json_file=json_file)


COMMANDS = (synth, bench)

"""Measuring the work that matters on this machine, over HTTP, against the real server."""

import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
import orjson

from donthu.demo.bench_client import CLIENTS, Client, Exhausted, rate_of, share, times_of
from donthu.demo.bench_place import WORKERS, Place, place
from donthu.demo.bench_work import Work, Works, sign_in

CASES = 10_000
CALLS = 200  # of each kind of work, alone and then by several at once
SECONDS = 10.0  # at most for each
WARM_UP = 8  # calls before the clock starts: each thread of the server loads what it needs
PROOFS = 32  # of work that nobody does in bulk: each is dear to prepare


@dataclass(frozen=True, kw_only=True)
class Measure:
    """What was found of one kind of work: milliseconds a call, calls a second by CLIENTS at once.

    `cpu_ms` is the processor time of the web processes alone, a call.
    """

    key: str
    title: str
    calls: int
    p50_ms: float | None
    p95_ms: float | None
    cpu_ms: float | None
    rate: float | None
    most_ms: float | None
    least_rate: float | None

    @property
    def met(self) -> bool:
        """Whether it is as quick as it should be."""
        quick = self.p50_ms is not None and self.p50_ms <= (self.most_ms or self.p50_ms)
        return quick and (self.rate is None or self.rate >= (self.least_rate or 0))


def run(
    *,
    cases: int | None = None,
    json_file: Path | None = None,
    calls: int | None = None,
    seconds: float = SECONDS,
) -> list[Measure]:
    """Build a deployment of its own with `cases` made-up cases (10,000 when None), measure the work
    on it, print a table, and write `json_file` when one is named. It is gone afterwards.

    Each kind is called at most `calls` times (fewer for few cases) and `seconds` long, by one
    caller and then by CLIENTS at once. Raises BenchError.
    """
    cases = cases or CASES
    calls = calls or min(CALLS, max(20, cases // 10))
    load = os.getloadavg()
    with place(cases=cases, say=lambda words: click.echo(words, err=True)) as made:
        client = sign_in(made)
        found = []
        for work in Works(made, client, proofs=WARM_UP + min(PROOFS, calls)):
            click.echo(f"Đang đo: {work.title}…", err=True)
            found.append(_measure(work, made, client, calls=calls, seconds=seconds))
        client.close()
    click.echo(table(found))
    click.echo(
        f"{vietnamese(cases)} vụ việc, {WORKERS} tiến trình web, một tiến trình nền; {os.cpu_count()} "
        f"lõi, tải trước khi đo {load[0]:.1f}."
    )
    if json_file:
        json_file.write_bytes(_json(found, cases=cases, load=load))
    return found


def table(found: list[Measure]) -> str:
    """The measures as a table to read, with what is asked for."""
    head = (
        f"{'Việc':<40} {'p50 ms':>8} {'p95 ms':>8} {'cần ≤':>6} {'CPU ms':>8} "
        f"{f'{CLIENTS} máy/giây':>11} {'cần ≥':>6}"
    )
    rows = (
        f"{m.title:<40} {_shown(m.p50_ms):>8} {_shown(m.p95_ms):>8} {_asked(m.most_ms):>6} "
        f"{_shown(m.cpu_ms):>8} {_shown(m.rate):>11} {_asked(m.least_rate):>6}  {'đạt' if m.met else 'CHƯA ĐẠT'}"
        for m in found
    )
    return "\n".join([head, *rows])


def vietnamese(number: int) -> str:
    """A whole number as Vietnamese write it: 10.000."""
    return f"{number:,}".replace(",", ".")


def _measure(work: Work, made: Place, client: Client, *, calls: int, seconds: float) -> Measure:
    with suppress(Exhausted):
        for _ in range(WARM_UP):
            work.call(client)
    before = made.web_seconds()
    times = times_of(work.call, client, most=calls, seconds=seconds)
    spent = made.web_seconds() - before
    rate = None if work.alone else rate_of(work.call, client, most=calls, seconds=seconds)
    return Measure(
        key=work.key,
        title=work.title,
        calls=len(times),
        p50_ms=share(times, 50),
        p95_ms=share(times, 95),
        cpu_ms=spent / len(times) * 1000 if times else None,
        rate=rate,
        most_ms=work.most_ms,
        least_rate=work.least_rate,
    )


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}".replace(".", ",")


def _asked(value: float | None) -> str:
    return "" if value is None else f"{value:.0f}"


def _json(found: list[Measure], *, cases: int, load: tuple[float, float, float]) -> bytes:
    said = {
        "at": datetime.now(UTC),
        "cases": cases,
        "workers": WORKERS,
        "clients": CLIENTS,
        "cpus": os.cpu_count(),
        "load_before": load,
        "machine": platform.platform(),
        "python": platform.python_version(),
        "measures": [{**vars(measure), "met": measure.met} for measure in found],
    }
    return orjson.dumps(said, option=orjson.OPT_INDENT_2)

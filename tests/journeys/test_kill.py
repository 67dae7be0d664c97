"""Twenty times something is killed while people send and clerks receive; nothing may be lost.

The whole product runs as `donthu serve` with a durable database of its own.
"""

import os
import random
import re
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import psycopg
import pytest

from donthu.config import postgres
from tests import serving as outside
from tests.journeys.driving import REPOSITORY, Stubborn, Victims, kill_at_random, run_python
from tests.mail import Sink, smtp_sink
from tests.serving import Served

SUBMISSIONS = 200
SENDERS = 6
KILLS = ["web"] * 5 + ["master"] * 2 + ["worker"] * 6 + ["postmaster"] * 7
RESCUE_AFTER = 6  # seconds; for a minute nobody would wait here
SECONDS_TO_SEND = 240  # for all submissions and all clerks together
SECONDS_TO_END = 100  # for jobs of dead workers, which are looked for once a minute
SUBJECT = re.compile(r"(Đã nhận|.+ đã tiếp nhận) phản ánh (\S+)")

# The small tree, a second clerk at the portal's agency, and tokens: an intake token first.
PREPARE = """
from django.utils import timezone
from donthu.agencies.models import Membership, Officer
from donthu.agencies.tokens import make_token
from tests.world import DUTIES_SINCE, make_world
world = make_world()
second = Officer.objects.create(username="vpcp.clerk2", full_name="Clerk2 vpcp")
Membership.objects.create(
    officer=second, agency=world.agencies["vpcp"], role="clerk", since=DUTIES_SINCE, is_default=True
)
now = timezone.now()
print(make_token("vpcp.clerk", 1, "intake", at=now))
for name in ("vpcp.clerk", "vpcp.clerk2", "dtp.clerk", "btc.clerk"):
    print(make_token(name, 1, "full", at=now))
"""


@dataclass
class Told:
    """What the callers were told while it lasted."""

    receipts: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # codes by key
    numbers: dict[str, int] = field(default_factory=dict)  # in the book, by code
    all_sent: threading.Event = field(default_factory=threading.Event)
    unexpected: list[str] = field(default_factory=list)


def address(number: int) -> str:
    """Every tenth sender has no e-mail."""
    return f"nguoi{number}@donthu.example" if number % 10 else ""


def send(caller: Stubborn, numbers: Iterable[int], told: Told) -> None:
    """Submissions of one sender after the other; some press the button twice."""
    chance = random.Random()
    for number in numbers:
        time.sleep(chance.uniform(0, 2.5))
        body = {
            "kind": "idea",
            "title": f"Đèn đường số {number} hỏng",
            "content": f"Đèn đường số {number} trên tuyến thử tắt mỗi đêm.",
            "agency": ("vpcp", "vpcp", "dtp", "btc")[number % 4],
            "sender": {
                "name": f"Người gửi thử {number}",
                "address": "ấp 3",
                "phone": f"0900{number:06d}",
                "email": address(number),
            },
        }
        key = f"gui-{number}"
        for _ in range(2 if chance.random() < 0.3 else 1):
            answer = caller.post("/public/feedback", body, key=key)
            if answer.status_code == 201:
                told.receipts[key].add(answer.json()["code"])
            else:
                told.unexpected.append(answer.text)


def receive(caller: Stubborn, told: Told) -> None:
    """A clerk takes what is new on the own worklist into the book, until no more can come."""
    while True:
        last_look = told.all_sent.is_set()
        work = caller.get("/worklist", limit=50).json()["items"]
        new = [item["code"] for item in work if item["next"] and item["next"]["step"] == "receive"]
        for code in new:
            body = {"step": "receive", "data": {}}
            answer = caller.post(f"/cases/{code}/steps", body, key=f"nhan-{code}")
            if answer.status_code == 201:
                told.numbers[code] = answer.json()["number"]
            elif answer.status_code != 409:  # a colleague was quicker
                told.unexpected.append(answer.text)
        if last_look and not new:
            return
        time.sleep(0.5)


@contextmanager
def own_deployment(data: Path) -> Iterator[tuple[Served, Sink, list[str]]]:
    """Web with two workers, the jobs, a durable database and a mail server; with the tokens."""
    data.chmod(0o755)
    with smtp_sink() as (sink, port):
        sink.slow = 0.15  # so that a worker is often killed between a letter and its note of it
        env = outside.environment(
            data,
            DONTHU_SMTP_HOST="127.0.0.1",
            DONTHU_SMTP_PORT=str(port),
            DONTHU_RESCUE_AFTER=str(RESCUE_AFTER),
            PYTHONPATH=os.pathsep.join([str(REPOSITORY), os.environ.get("PYTHONPATH", "")]),
        )
        env.pop("DATABASE_URL", None)
        donthu = partial(outside.donthu, env=env)
        try:
            with postgres.in_use(data):  # so that it need not start for each command
                assert donthu("migrate").returncode == 0
                tokens = run_python(donthu, PREPARE).split()
                served = outside.running(data, command="serve", env=env, workers=2)
                with served as running:
                    yield running, sink, tokens
        finally:
            postgres.stop(data)


class Database:
    """Looks into the database of a deployment past the product."""

    def __init__(self, data: Path) -> None:
        self._place = {"host": str(postgres.socket_folder(data)), "user": postgres.USER}

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What it answers."""
        with psycopg.connect(dbname=postgres.NAME, **self._place) as connection:
            return connection.execute(query).fetchall()  # type: ignore[call-overload]


def await_quiet(database: Database) -> None:
    """Until every job has gone well; AssertionError when that takes too long."""
    undone = "SELECT task_name, status, attempts, args FROM procrastinate_jobs "
    undone += "WHERE status <> 'succeeded'"
    until = time.monotonic() + SECONDS_TO_END
    while rows := database.rows(undone):
        assert time.monotonic() < until, rows
        time.sleep(0.5)


@pytest.mark.slow
def test_nothing_is_lost_or_done_twice_when_processes_are_killed(tmp_path: Path) -> None:
    told = Told()
    with own_deployment(tmp_path) as (served, sink, (intake, *clerks)):
        database = Database(tmp_path)
        assert database.rows("SHOW fsync") == [("on",)]
        until = time.monotonic() + SECONDS_TO_SEND
        senders = [Stubborn(served.url, intake, until) for _ in range(SENDERS)]
        officers = [Stubborn(served.url, token, until) for token in clerks]
        with ThreadPoolExecutor(SENDERS + len(clerks)) as pool:
            sending = [
                pool.submit(send, caller, range(number, SUBMISSIONS, SENDERS), told)
                for number, caller in enumerate(senders)
            ]
            receiving = [pool.submit(receive, caller, told) for caller in officers]
            try:
                time.sleep(10)  # who dies sooner has never lived in the eyes of the supervisor
                kill_at_random(Victims(served), KILLS, random.Random())
                for future in sending:
                    future.result()
            finally:
                told.all_sent.set()
            for future in receiving:
                future.result()
        await_quiet(database)

        callers = [*senders, *officers]
        assert told.unexpected + [text for caller in callers for text in caller.unexpected] == []
        assert sum(caller.refusals for caller in callers), "nobody met a database that was away"
        check_receipts(database, told)
        check_books(database, told)
        check_mail(sink, told)
        check_supervision(served)
        verified = served.donthu("ledger", "verify")
        assert verified.returncode == 0, verified.stdout + verified.stderr


def check_receipts(database: Database, told: Told) -> None:
    """Every receipt is that of one case, every key has one, and there is no case without one."""
    assert len(told.receipts) == SUBMISSIONS
    assert {len(codes) for codes in told.receipts.values()} == {1}
    given = sorted(code.replace("-", "") for codes in told.receipts.values() for code in codes)
    kept = sorted(code for (code,) in database.rows("SELECT code FROM cases_case"))
    assert given == kept
    events = "SELECT kind, count(*), count(DISTINCT subject) FROM ledger_event "
    events += "WHERE kind LIKE 'feedback.%' GROUP BY kind ORDER BY kind"
    assert database.rows(events) == [
        ("feedback.receive", SUBMISSIONS, SUBMISSIONS),
        ("feedback.submit", SUBMISSIONS, SUBMISSIONS),
    ]


def check_books(database: Database, told: Told) -> None:
    """Numbers of each book begin at one and have neither gaps nor repeats; clerks were told them."""
    entries = database.rows(
        "SELECT e.agency_id, book, year, number, code FROM cases_entry e JOIN cases_case c "
        "ON c.id = case_id ORDER BY number"
    )
    books = defaultdict(list)
    for *book, number, _ in entries:
        books[tuple(book)].append(number)
    assert sorted(map(len, books.values())) == [
        SUBMISSIONS // 4,
        SUBMISSIONS // 4,
        SUBMISSIONS // 2,
    ]
    assert all(numbers == list(range(1, len(numbers) + 1)) for numbers in books.values()), books
    kept = {code: number for *_, number, code in entries}
    assert {code.replace("-", ""): n for code, n in told.numbers.items()} == kept


def check_mail(sink: Sink, told: Told) -> None:
    """Who left an e-mail was told the code and then the number in the book, repeats are the same
    message, nobody else was told."""
    wanted = {
        (address(number), *told.receipts[f"gui-{number}"], entered)
        for number in range(SUBMISSIONS)
        if address(number)
        for entered in (False, True)
    }
    by_message = defaultdict(set)
    for letter in sink.messages:
        found = SUBJECT.fullmatch(str(letter["Subject"]))
        assert found, letter["Subject"]
        entered, code = found[1] != "Đã nhận", found[2]
        said = f"Số vào sổ tiếp nhận: {told.numbers[code]}" if entered else code
        assert said in letter.get_content()
        by_message[letter["Message-ID"]].add((str(letter["To"]), code, entered))
    assert {len(said) for said in by_message.values()} == {1}
    told_by_mail = Counter(said for (said,) in by_message.values())
    assert set(told_by_mail) == wanted
    assert set(told_by_mail.values()) == {1}, "the same letter under two Message-IDs"


def check_supervision(served: Served) -> None:
    """Whoever was killed was started again, and `donthu serve` lives on."""
    output = served.output()
    for said in (
        "Tiến trình web đã dừng, sẽ khởi động lại.",
        "Tiến trình nền đã dừng, sẽ khởi động lại.",
        "PostgreSQL đã dừng, khởi động lại.",
    ):
        assert said in output
    assert served.process.is_running()
    with urlopen(served.url, timeout=20) as page:
        assert page.status == 200

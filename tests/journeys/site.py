"""The one deployment that the journeys share: the sample province, served for real."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg

from tests import database
from tests.mail import Sink, smtp_sink
from tests.serving import Served, donthu, environment, running

PASSWORD = "mot-mat-khau-du-dai"


@dataclass
class Site:
    """Where it answers, what it has mailed, and who has signed in already."""

    served: Served
    sink: Sink
    signed_in: dict[str, Any] = field(default_factory=dict)  # storage states by username

    @property
    def url(self) -> str:
        return self.served.url

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """What its database answers."""
        with psycopg.connect(self.served.env["DATABASE_URL"], autocommit=True) as connection:
            done = connection.execute(query, values)
            return done.fetchall() if done.description else []

    def letters_to(self, address: str) -> list[tuple[str, str]]:
        """Subject and text of what was mailed to that address so far."""
        return [
            (str(letter["Subject"]), letter.get_content())
            for letter in self.sink.messages
            if address in str(letter["To"])
        ]


@contextmanager
def sample_site(data: Path) -> Iterator[Site]:
    """The sample province with its stories, web and worker, mailing into a sink."""
    name = database.own_name("site")
    database.copy_template(name)
    with smtp_sink() as (sink, port):
        env = environment(
            data,
            DATABASE_URL=database.conninfo(name),
            DONTHU_DEMO_PASSWORD=PASSWORD,
            DONTHU_SMTP_HOST="127.0.0.1",
            DONTHU_SMTP_PORT=str(port),
        )
        try:
            for what in ("areas", "demo"):
                done = donthu("seed", what, env=env)
                assert done.returncode == 0, done.stderr
            with running(data, command="serve", env=env) as served:
                yield Site(served, sink)
        finally:
            database.drop(name)
